"""Makes the shortened United Nations session from the whole one: `python -m tests.demonstration.un_session`."""

import json
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).parents[1] / "data"
WHOLE = FOLDER / "un-general-assembly-69.json"
SHORT = FOLDER / "un-short.json"

# Unanimous, lopsided, narrow, many abstentions, few delegations: a dozen that differ.
CHOSEN = (
    "R-69-5-5313",  # 188 : 2, all 193 delegations
    "R-69-14-5314",  # 108 : 0, only 109 delegations
    "R-69-21-5316",  # 91 : 7, 59 abstain
    "R-69-40-5328",  # 124 : 48
    "R-69-61-5342",  # 183 : 0, unanimous
    "R-69-90-5355",  # 88 : 9, 79 abstain
    "R-69-173-5370",  # 135 : 53
    "R-69-182-5375",  # 122 : 0, 66 abstain
    "R-69-186-5376",  # 117 : 37
    "R-69-190-5379",  # 83 : 35, the narrowest
    "R-69-286-5389",  # 75 : 16, more abstain than agree
    "R-69-302-5390",  # 89 : 3, 139 delegations
)

Session = dict[str, Any]


def shortened(whole: Session) -> Session:
    """The same meeting with the chosen polls, their items and their ballots; every delegation stays."""
    polls = [poll for poll in whole["polls"] if poll["ref"] in CHOSEN]
    items = {poll["agenda"] for poll in polls}
    return whole | {
        "source": whole["source"] + "; shortened to 12 of the 81 recorded votes",
        "agenda": [item for item in whole["agenda"] if item["ref"] in items],
        "polls": polls,
        "recorded": [record for record in whole["recorded"] if record["poll"] in CHOSEN],
    }


def main() -> None:
    whole = json.loads(WHOLE.read_text(encoding="utf-8"))
    SHORT.write_text(json.dumps(shortened(whole), ensure_ascii=False, indent=0) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
