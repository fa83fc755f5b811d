"""What can go wrong with a store.

::

    StoreError
    ├── StoreUnavailable      the file or server cannot be reached; trying again may help
    ├── StoreMissing          nothing there: `creditgraph store init` makes one
    ├── SchemaMismatch        written by another schema version; `creditgraph store migrate`
    ├── StoreDamaged          the content contradicts itself
    └── KeyOfAnotherStore     the person key is not the one the numbers inside were sealed with
"""


class StoreError(Exception):
    """Something is wrong with the store; the message is for the person at the keyboard."""


class StoreUnavailable(StoreError):
    """The file or server cannot be reached just now."""


class StoreMissing(StoreError):
    """There is no store at that address."""


class SchemaMismatch(StoreError):
    """The store was written by another schema version."""


class StoreDamaged(StoreError):
    """The store's content contradicts itself."""


class KeyOfAnotherStore(StoreError):
    """The person key at hand is not the one this store was sealed with."""
