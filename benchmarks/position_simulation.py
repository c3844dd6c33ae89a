"""Does each part of the model of positions pay?  Parties whose positions are known, simulated.

Four thousand parties stand on one of three options; half of them change to another once.
What they say goes through voices of more and of less authority, and the less authority a
voice has the more often it slips and names another option.  Two slips in five are corrected
a few days later.  On the last day five methods say where each party stands:

1. last word: the last statement alone;
2. counting: all statements alike (Lowe et al. 2011);
3. decay: the older a statement, the less it counts (Jøsang and Ismail 2002);
4. authority: and the less authority the voice has, the less;
5. supersession: and what was corrected counts a fifth.

Each is a Dirichlet distribution from weighted evidence, as positions are (see
``docs/explanation/method-positions.md``), and each adds one part to the one before.  Slips
follow authority here by construction: the simulation shows that the shape of the model
works, and not that its weights are right.

Run ``python benchmarks/position_simulation.py``.
"""

from __future__ import annotations

import argparse
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]
Bools = npt.NDArray[np.bool_]

PARTIES, SEED = 4000, 20250214
OPTIONS = 3
DAYS = 100  # of talks; positions are asked for on the last
MOST = 12  # statements of a party, corrections apart
KAPPA, PRIOR, SUPERSEDED, HALF_LIFE = 8.0, 1.0, 0.2, 25.0  # as in the field note
AUTHORITY = np.array([1.0, 0.8, 0.7, 0.35, 0.25])  # decides, negotiates, speaks for, advises, none
HOW_OFTEN = np.array([0.1, 0.15, 0.25, 0.25, 0.25])
SLIPS_WITHOUT, SLIPS_WITH = 0.5, 0.04  # how often a voice of no and of full authority slips
CORRECTED = 0.4
LONGEST_ERROR = 5  # days until a slip is corrected


@dataclass(frozen=True)
class Talk:
    """What parties said, one row each; a place without a statement is not ``made``.

    Attributes
    ----------
    truth : int[parties]
        Where each party stands on the last day.
    option, day : int[parties, statements]
        What each statement names, and when it was made.
    authority : float[parties, statements]
        Of the voice.
    made, corrected : bool[parties, statements]
        Whether there is such a statement, and whether a later one supersedes it.
    """

    truth: Ints
    option: Ints
    day: Ints
    authority: Floats
    made: Bools
    corrected: Bools


@dataclass(frozen=True)
class Score:
    """How good the probabilities of a method are; small losses are good."""

    log_loss: float
    accuracy: float
    brier: float


def simulate(parties: int = PARTIES, seed: int = SEED) -> Talk:
    """Let parties talk."""
    rng = np.random.default_rng(seed)
    shape = (parties, MOST)
    first = rng.integers(OPTIONS, size=parties)
    changes = rng.random(parties) < 0.5
    last = np.where(changes, (first + rng.integers(1, OPTIONS, parties)) % OPTIONS, first)
    turn = rng.integers(DAYS // 5, DAYS - DAYS // 5, parties)

    def stands(day: Ints) -> Ints:
        return np.where(day >= turn[:, None], last[:, None], first[:, None])

    made = np.arange(MOST) < rng.integers(3, MOST + 1, parties)[:, None]
    day = rng.integers(0, DAYS + 1, shape)
    voice = rng.choice(len(AUTHORITY), size=shape, p=HOW_OFTEN)
    authority = AUTHORITY[voice]
    slips = rng.random(shape) < SLIPS_WITHOUT + (SLIPS_WITH - SLIPS_WITHOUT) * authority
    option = (stands(day) + slips * rng.integers(1, OPTIONS, shape)) % OPTIONS
    # A correction comes from a voice that may speak, names the truth of its day, and takes the
    # slip back; one that would come after the last day is not seen.
    corrected_on = day + rng.integers(1, LONGEST_ERROR + 1, shape)
    corrected = made & slips & (rng.random(shape) < CORRECTED) & (corrected_on <= DAYS)
    return Talk(
        truth=last,
        option=np.concatenate((option, stands(corrected_on)), axis=1),
        day=np.concatenate((day, np.minimum(corrected_on, DAYS)), axis=1),
        authority=np.concatenate((authority, np.maximum(authority, 0.7)), axis=1),
        made=np.concatenate((made, corrected), axis=1),
        corrected=np.concatenate((corrected, np.zeros(shape, dtype=bool)), axis=1),
    )


def dirichlet(option: Ints, evidence: Floats) -> Floats:
    """Return the probability of each option from the evidence of each statement for one.

    Parameters
    ----------
    option, evidence
        By party and statement; evidence of 0 is none.

    Returns
    -------
    float[parties, options]
    """
    alpha = np.full((len(option), OPTIONS), PRIOR / OPTIONS)
    for value in range(OPTIONS):
        alpha[:, value] += (evidence * (option == value)).sum(axis=1)
    p: Floats = alpha / alpha.sum(axis=1, keepdims=True)
    return p


# The methods: the evidence of each statement, kappa and whether it was made left out ----------


def last_word(talk: Talk) -> Floats:
    """Return 1 for the last statement of each party, the later in the table among equals."""
    day = np.where(talk.made, talk.day, -1)
    last = day.shape[1] - 1 - np.argmax(day[:, ::-1], axis=1)
    is_last: Bools = np.arange(day.shape[1]) == last[:, None]
    return is_last.astype(np.float64)


def counting(talk: Talk) -> Floats:
    """Return 1 for each statement."""
    return np.ones(talk.option.shape)


def decay(talk: Talk) -> Floats:
    """Return what ageing leaves of each statement."""
    aged: Floats = np.exp2(-(DAYS - talk.day) / HALF_LIFE)
    return aged


def with_authority(talk: Talk) -> Floats:
    """Return the aged weight of each voice."""
    return decay(talk) * talk.authority


def with_supersession(talk: Talk) -> Floats:
    """Return the aged weight of each voice, a fifth of it where the statement was corrected."""
    return with_authority(talk) * np.where(talk.corrected, SUPERSEDED, 1.0)


METHODS: dict[str, Callable[[Talk], Floats]] = {
    "last word": last_word,
    "counting": counting,
    "decay": decay,
    "+ authority": with_authority,
    "+ supersession": with_supersession,
}


def read(talk: Talk, method: str) -> Floats:
    """Return the probabilities of a method, by party and option."""
    return dirichlet(talk.option, KAPPA * METHODS[method](talk) * talk.made)


def score(p: Floats, truth: Ints) -> Score:
    """Score probabilities against the truth."""
    right = np.arange(OPTIONS) == truth[:, None]
    return Score(
        log_loss=float(-np.log(p[right]).mean()),
        accuracy=float((p.argmax(axis=1) == truth).mean()),
        brier=float(((p - right) ** 2).sum(axis=1).mean()),
    )


def scores(talk: Talk) -> dict[str, Score]:
    """Score all methods."""
    return {method: score(read(talk, method), talk.truth) for method in METHODS}


def main(arguments: list[str] | None = None) -> None:
    """Print the scores, and the methods from the worst to the best."""
    parser = argparse.ArgumentParser(description="Does each part of the model of positions pay?")
    parser.add_argument("--parties", type=int, default=PARTIES)
    parser.add_argument("--seed", type=int, default=SEED)
    options = parser.parse_args(arguments)
    found = scores(simulate(options.parties, options.seed))
    print(f"{options.parties} parties, seed {options.seed}")
    print(f"{'method':<16}{'log loss':>10}{'accuracy':>10}{'Brier':>8}")
    for method, got in found.items():
        print(f"{method:<16}{got.log_loss:>10.3f}{got.accuracy:>10.3f}{got.brier:>8.3f}")
    print(" > ".join(sorted(found, key=lambda method: -found[method].log_loss)), "(log loss)")


if __name__ == "__main__":
    main()
