"""The crowd is consistent: valid numbers, no two alike, shares that add up, histories that lead to the present."""

from __future__ import annotations

from collections import Counter, defaultdict

from hypothesis import given
from hypothesis import strategies as st

from loaders.sample.draw import shuffled
from loaders.sample.identities import (
    ORGANISATIONS,
    PERSONS,
    enterprise_code,
    person,
    registration_number,
    story_person,
)
from loaders.sample.names import NAMES_OF_ONE_LENGTH, trade_name
from loaders.sample.places import COUNTIES
from tests.loaders.sample.conftest import Written

ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY"
SEEDS = st.integers(0, 2**32)


def right_code(code: str) -> bool:
    """GB 32100 and GB 11714 as the standards write them."""
    values = [ALPHABET.index(character) for character in code]
    whole = (31 - sum(value * pow(3, place, 31) for place, value in enumerate(values[:17])) % 31) % 31
    weights = (3, 7, 9, 10, 5, 8, 4, 2)
    inner = 11 - sum(int(code[8 + place], 36) * weight for place, weight in enumerate(weights)) % 11
    return values[17] == whole and code[16] == {10: "X", 11: "0"}.get(inner, str(inner))


def right_number(number: str) -> bool:
    """GB 11643: 2^(18−i) modulo 11."""
    total = sum((10 if digit == "X" else int(digit)) * (1 << (17 - place)) for place, digit in enumerate(number))
    return total % 11 == 1


@given(SEEDS, st.integers(0, PERSONS - 1))
def test_numbers_of_persons(seed: int, count: int) -> None:
    who = person(seed, count)
    assert right_number(who.number)
    assert 900 <= int(who.number[14:17]) < 990
    assert who.number[6:14] == who.born.strftime("%Y%m%d")
    assert (who.sex == "男") == (int(who.number[16]) % 2 == 1)


@given(SEEDS, st.integers(0, ORGANISATIONS - 1), st.sampled_from(COUNTIES))
def test_codes_of_organisations(seed: int, count: int, county: tuple[str, ...]) -> None:
    code = enterprise_code(seed, count, county[0])
    assert right_code(code)
    assert code.startswith(f"91{county[0]}MA0")


@given(st.sampled_from(COUNTIES), st.integers(0, 10**8))
def test_registration_numbers(county: tuple[str, ...], count: int) -> None:
    product = 10
    for digit in registration_number(county[0], count):
        last = (int(digit) + product) % 10
        product = (last or 10) * 2 % 11
    assert last == 1


@given(SEEDS, st.integers(1, 400))
def test_a_shuffle_misses_nothing(seed: int, size: int) -> None:
    assert sorted(shuffled(seed, 1, count, size) for count in range(size)) == list(range(size))


def test_names_grow_instead_of_repeating() -> None:
    size = NAMES_OF_ONE_LENGTH
    names = [trade_name(count) for count in (*range(0, size, 97), *range(size, 3 * size, 97))]
    assert len(set(names)) == len(names)


def test_story_persons_are_not_of_the_crowd() -> None:
    people = [story_person("例", count, sex) for count in range(500) for sex in ("男", "女")]
    assert len({who.number for who in people}) == len(people)
    assert all(right_number(who.number) and 990 <= int(who.number[14:17]) <= 995 for who in people)


def test_every_code_and_number_in_the_files(sample: Written) -> None:
    dirty = {(row.file, row.line) for row in sample.key.dirty}
    codes = numbers = 0
    for file, lines in sample.tables.items():
        for line, cells in enumerate(lines[1:], 2):
            if (file, line) in dirty:
                continue
            for cell in cells:
                if len(cell) == 18 and cell.isascii() and cell.isalnum():
                    if cell[:17].isdigit() and cell[6:8] in ("19", "20"):
                        numbers += 1
                        assert right_number(cell), (file, line)
                    else:
                        codes += 1
                        assert right_code(cell), (file, line)
    assert codes > 5000
    assert numbers > 2000


def test_one_subject_one_code(sample: Written) -> None:
    shared = {row.line for row in sample.key.dirty if row.reason == "code_shared"}
    codes = Counter(row["code"] for row in sample.rows("registrations"))
    assert {code: times for code, times in codes.items() if code and times > 1} == {
        code: len(shared) for code, times in codes.items() if code and times > 1
    }
    assert sum(times > 1 for code, times in codes.items() if code) == 1
    names = Counter(row["name"] for row in sample.rows("registrations"))
    assert max(times for name, times in names.items() if name) == 1


def test_amounts_mostly_sum_to_the_capital(sample: Written) -> None:
    sums: dict[str, int] = defaultdict(int)
    for row in sample.rows("holders"):
        if row["subscribed"].isdigit():
            sums[row["code"]] += int(row["subscribed"])
    capital = {row["code"]: row["capital"] for row in sample.rows("registrations")}
    known = [code for code in sums if capital.get(code, "").isdigit()]
    equal = sum(sums[code] == int(capital[code]) for code in known)
    below = sum(sums[code] < int(capital[code]) for code in known)
    assert equal > 0.9 * len(known)
    assert below > 0


def test_holdings_are_heavy_tailed_and_some_form_a_ring(sample: Written) -> None:
    held = {(row["id"], row["code"]) for row in sample.rows("holders") if row["id_type"] == "营业执照"}
    most = Counter(holder for holder, _ in held).most_common(1)[0][1]
    assert most >= 5
    owners = defaultdict(set)
    for holder, company in held:
        owners[company].add(holder)
    rings = [
        company
        for company in owners
        for first in owners[company]
        for second in owners.get(first, ())
        if company in owners.get(second, ())
    ]
    assert len(rings) >= 6


def test_histories_lead_to_the_present_representative(sample: Written) -> None:
    words = ("法定代表人变更", "负责人变更", "经营者变更", "投资人变更", "执行事务合伙人变更")
    dirty = {(row.file, row.line) for row in sample.key.dirty}
    lines = sample.lines("市场监管/企业登记_变更.csv")
    latest: dict[str, tuple[str, str]] = {}
    for line, cells in enumerate(lines[1:], 2):
        register_id, _, _, item, _, after, day = cells[:7]
        if item in words and ("市场监管/企业登记_变更.csv", line) not in dirty:
            latest[register_id] = max(latest.get(register_id, ("", "")), (day, after))
    present = {row["register_id"]: row["representative"] for row in sample.rows("registrations")}
    assert len(latest) > 100
    assert all(after in present[register_id] for register_id, (_, after) in latest.items())


def test_every_county_has_its_offices(sample: Written) -> None:
    bodies = [row for row in sample.rows("bodies") if row["code"]]
    codes = {row["code"] for row in bodies}
    for county in COUNTIES:
        own = [row for row in bodies if row["region"] == county.code and "待修" not in row["name"]]
        assert len(own) >= 12
        for row in own:
            assert {row[key] for key in ("superior", "audit", "discipline", "personnel", "government")} <= codes


def test_nothing_is_later_than_the_day_of_telling(sample: Written) -> None:
    ahead = ("valid_until", "publicity_until", "term_to", "to", "subscribed_on")
    for table in ("registrations", "officers", "penalties", "debtors", "restrictions", "statuses", "repairs"):
        for row in sample.rows(table):
            for key, cell in row.items():
                if key not in ahead and cell[:4].isdigit() and cell[4:5] in "-/年" and len(cell) >= 10:
                    assert cell[:4] <= "2025", (table, key, cell)
