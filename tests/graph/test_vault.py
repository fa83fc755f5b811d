"""The vault: one person one id, numbers that come back out and only with the key, nothing told by an error."""

from __future__ import annotations

import base64
import hashlib
import hmac
import pickle
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.identifiers.errors import IdentifierError
from graph.vault import KeyMismatch, KeyMissing, TokenDamaged, Vault

NUMBER = "640103198507011236"
VAULT = Vault(bytes(range(32)))
OTHER = Vault(bytes(range(1, 33)))


def test_both_lengths_and_all_spellings_are_one_person() -> None:
    person = VAULT.person_id("resident_identity", NUMBER)
    spellings = [("身份证", "640103850701123"), ("10", f" {NUMBER[:6]} {NUMBER[6:]}"), ("居民身份证", NUMBER)]
    assert {VAULT.person_id(kind, number) for kind, number in spellings} == {person}
    assert person[0] == "P"
    assert len(person) == 25
    assert int(person[1:], 16)
    assert VAULT.key_of("身份证", NUMBER).startswith(person[1:])


def test_kinds_numbers_and_keys_are_told_apart() -> None:
    ids = {
        VAULT.person_id("身份证", NUMBER),
        VAULT.person_id("护照", NUMBER),
        VAULT.person_id("其他-军官证", NUMBER),
        VAULT.person_id("身份证", "640104199001010018"),
        OTHER.person_id("身份证", NUMBER),
        "P" + hashlib.sha256(NUMBER.encode()).hexdigest()[:24],
        "P" + hmac.digest(bytes(range(32)), NUMBER.encode(), "sha256").hex()[:24],
    }
    assert len(ids) == 7


def test_ids_do_not_change_between_releases() -> None:
    assert VAULT.person_id("身份证", NUMBER) == "P755cd59c91b82f3b119e376a"
    assert VAULT.fingerprint == "4e59618af642b931"


@given(st.text(max_size=40))
def test_sealed_numbers_come_back_and_one_number_has_one_token(number: str) -> None:
    token, again = VAULT.seal(number), VAULT.seal(number)
    assert VAULT.open(token) == number
    assert token == again != VAULT.seal(number + "0")
    assert len(number) < 4 or number not in token


def test_a_token_of_an_earlier_release_still_opens() -> None:
    assert VAULT.open("v1.RRamQS2_8l2ODsZdsO7g3FtvntA_QF8x4LqGM9v_aAmolEpzJz8T25nqOaquBw==") == NUMBER


@given(st.integers(0), st.integers(1, 255))
def test_an_altered_token_is_refused(place: int, change: int) -> None:
    token = VAULT.seal(NUMBER)
    sealed = bytearray(base64.urlsafe_b64decode(token[3:]))
    sealed[place % len(sealed)] ^= change
    with pytest.raises(TokenDamaged):
        VAULT.open("v1." + base64.urlsafe_b64encode(sealed).decode())


@pytest.mark.parametrize("token", ["", "v1.", "v1.AAAA", "v1.***", "v2." + VAULT.seal(NUMBER)[3:], NUMBER, "v1.中文"])
def test_what_is_no_token_is_refused_without_being_quoted(token: str) -> None:
    with pytest.raises(TokenDamaged) as caught:
        VAULT.open(token)
    assert (
        str(caught.value) == "密文已损坏，或由另一把密钥加密 (the sealed number was altered or sealed with another key)"
    )
    assert caught.value.__context__ is None


def test_another_key_opens_nothing_and_says_so() -> None:
    with pytest.raises(TokenDamaged, match="另一把密钥"):
        OTHER.open(VAULT.seal(NUMBER))
    VAULT.check(Vault(bytes(range(32))).fingerprint)
    with pytest.raises(KeyMismatch, match=r"密钥不符.*Bring the first one back"):
        OTHER.check(VAULT.fingerprint)


@pytest.mark.parametrize("text", ["6401031985****1236", "640103********1236", "", "6401031985XXXX1236"])
def test_a_masked_or_empty_number_is_no_person(text: str) -> None:
    with pytest.raises(IdentifierError) as caught:
        VAULT.person_id("身份证", text)
    assert "1985" not in str(caught.value)


def test_the_key_shows_nowhere() -> None:
    assert repr(VAULT) == f"Vault(fingerprint='{VAULT.fingerprint}')"
    assert VAULT.fingerprint != OTHER.fingerprint
    assert VAULT.fingerprint not in bytes(range(32)).hex()
    with pytest.raises(TypeError, match="does not travel"):
        pickle.dumps(VAULT)
    with pytest.raises(ValueError, match="32 bytes"):
        Vault(b"short")


def test_masks() -> None:
    assert Vault.mask("身份证", "640103850701123") == "640103********1236"
    assert Vault.mask("护照", "E12345678") == "E1*****78"


def test_the_users_vault_is_made_once(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("CREDITGRAPH_KEY_FILE", str(tmp_path / "data" / "person.key"))
    with pytest.raises(KeyMissing):
        Vault.default(create=False)
    first = Vault.default()
    token = first.seal(NUMBER)
    second = Vault.default(create=False)
    second.check(first.fingerprint)
    assert second.open(token) == NUMBER
    assert second.person_id("身份证", NUMBER) == first.person_id("身份证", NUMBER)
    assert NUMBER.encode() not in (tmp_path / "data" / "person.key").read_bytes()
    assert Vault.at(tmp_path / "other.key").fingerprint != first.fingerprint
