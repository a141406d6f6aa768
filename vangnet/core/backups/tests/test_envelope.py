"""A sealed copy: opens for whom it was sealed, and in no other way than whole and as it was."""

from io import BytesIO

import pytest

from vangnet.core.backups.envelope import (
    HEADER,
    Identity,
    Passphrase,
    Remembered,
    Remembering,
    make_pair,
    read_identity,
    read_passphrase,
    read_recipient,
    seal,
    unseal,
)
from vangnet.core.backups.trouble import BackupTrouble
from vangnet.core.keys import pieces

WORDS = Passphrase(b"een lange zin die niemand raadt")
PIECE = 64


@pytest.fixture(autouse=True)
def small_pieces(monkeypatch):
    monkeypatch.setattr(pieces, "PIECE", PIECE)


@pytest.fixture
def pair(tmp_path):
    public = make_pair(tmp_path / "identity")
    return read_recipient(public), read_identity(tmp_path / "identity")


def sealed_with(sealer, content: bytes) -> bytes:
    target = BytesIO()
    seal(BytesIO(content), target, sealer)
    return target.getvalue()


def opened_with(opener, content: bytes) -> bytes:
    target = BytesIO()
    unseal(BytesIO(content), target, opener)
    return target.getvalue()


@pytest.mark.parametrize("length", [0, 1, PIECE - 1, PIECE, PIECE + 1, 3 * PIECE, 3 * PIECE + 7])
def test_what_was_sealed_opens_as_it_was(pair, length):
    recipient, identity = pair
    content = bytes(range(256)) * 2
    content = content[:length]

    assert opened_with(identity, sealed_with(recipient, content)) == content


def test_a_passphrase_opens_what_it_sealed_and_another_does_not():
    sealed = sealed_with(WORDS, b"text" * 100)

    assert opened_with(WORDS, sealed) == b"text" * 100
    with pytest.raises(BackupTrouble, match="does not open"):
        opened_with(Passphrase(b"een andere lange zin"), sealed)


def test_two_copies_of_the_same_have_nothing_in_common(pair):
    recipient, _identity = pair
    one, two = (sealed_with(recipient, bytes(PIECE)) for _ in range(2))

    assert one[HEADER:] != two[HEADER:]


@pytest.mark.parametrize("place", range(0, HEADER + 4 * (PIECE + 16), 9))
def test_a_bit_that_changed_anywhere_is_noticed(pair, place):
    recipient, identity = pair
    altered = bytearray(sealed_with(recipient, b"x" * (4 * PIECE)))
    altered[place] ^= 1

    with pytest.raises(BackupTrouble):
        opened_with(identity, bytes(altered))


@pytest.mark.parametrize("length", range(0, HEADER + 3 * (PIECE + 16), 5))
def test_what_was_cut_off_does_not_open_wherever_it_was_cut(pair, length):
    """Also exactly between two pieces: the last one is marked."""
    recipient, identity = pair
    sealed = sealed_with(recipient, b"x" * (3 * PIECE))
    assert length < len(sealed)

    with pytest.raises(BackupTrouble):
        opened_with(identity, sealed[:length])


def test_a_piece_that_is_left_out_twice_there_or_at_the_wrong_place_is_noticed(pair):
    recipient, identity = pair
    sealed = sealed_with(recipient, b"x" * (4 * PIECE))
    head, body = sealed[:HEADER], sealed[HEADER:]
    size = PIECE + 16
    pieces = [body[start : start + size] for start in range(0, len(body), size)]
    for other in ([0, 2, 3], [0, 1, 1, 2, 3], [1, 0, 2, 3], [0, 1, 2, 3, 3], [0, 1, 2]):
        with pytest.raises(BackupTrouble):
            opened_with(identity, head + b"".join(pieces[number] for number in other))


def test_the_server_can_not_open_what_it_sealed_but_while_it_remembers(pair):
    recipient, identity = pair
    remembered = Remembered({})
    sealed = sealed_with(Remembering(recipient, remembered), b"text")

    assert opened_with(remembered, sealed) == b"text"
    assert opened_with(identity, sealed) == b"text"
    assert not hasattr(recipient, "key_of")
    with pytest.raises(KeyError):
        opened_with(Remembered({}), sealed)


def test_somebody_elses_identity_opens_nothing(pair, tmp_path):
    recipient, _identity = pair
    make_pair(tmp_path / "other")

    with pytest.raises(BackupTrouble, match="does not open"):
        opened_with(read_identity(tmp_path / "other"), sealed_with(recipient, b"text"))


def test_each_way_of_opening_says_what_the_other_needs(pair):
    recipient, identity = pair

    with pytest.raises(BackupTrouble, match="--identity"):
        opened_with(WORDS, sealed_with(recipient, b"text"))
    with pytest.raises(BackupTrouble, match="--passphrase-file"):
        opened_with(identity, sealed_with(WORDS, b"text"))


def test_the_private_half_is_ours_alone_and_never_overwritten(tmp_path):
    make_pair(tmp_path / "identity")
    before = (tmp_path / "identity").read_bytes()

    assert (tmp_path / "identity").stat().st_mode & 0o777 == 0o600
    with pytest.raises(BackupTrouble, match="can't be made"):
        make_pair(tmp_path / "identity")
    assert (tmp_path / "identity").read_bytes() == before


@pytest.mark.parametrize(
    "text", ["", "vangnet-recipient-1:", "vangnet-recipient-1:AAAA", "vangnet-identity-1:" + "A" * 43 + "="]
)
def test_what_is_no_public_half_is_said(tmp_path, text):
    (tmp_path / "given").write_text(text)

    with pytest.raises(BackupTrouble):
        read_recipient(str(tmp_path / "given"))


def test_a_short_passphrase_is_refused(tmp_path):
    (tmp_path / "words").write_text("kort\n")

    with pytest.raises(BackupTrouble, match="twelve"):
        read_passphrase(tmp_path / "words")


def test_the_form_stays_what_the_decision_describes():
    """Copies of years ago must open: neither the header nor how a key follows from it ever changes."""
    identity = Identity(bytes(range(32)))
    sealed = bytes.fromhex(FIXED)

    assert opened_with(identity, sealed) == b"Wie dit leest, heeft de andere helft."
    assert sealed.startswith(b"vangnet sealed copy 1\nR")
    assert len(sealed) == 22 + 1 + 32 + 37 + 16


FIXED = (
    "76616e676e6574207365616c656420636f707920310a5247913f5d70405e8f842f9028ca2570facc8930c6c54723de9b"
    "bdfbc71ff2f646518951f4249e8bc3ae82bb059b4ab21305b6c3b6cf08a68f4ca408965e3f96f5ceede26683153e4f33"
    "244fd924abbe83a9f57b41eb"
)
