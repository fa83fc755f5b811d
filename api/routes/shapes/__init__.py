"""The shapes of answers over HTTP, as the OpenAPI describes them. Answers may hold more fields than are named here.

Money is an integer of fen (``*_fen``), shares are integers over a stated total, dates are ISO 8601, intervals are
half-open (``end`` is the first day after; ``last_day`` the last day inside), instants are UTC.
"""
