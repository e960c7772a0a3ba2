"""Answers what the port computes, for the tests to compare: parity.py JOB.json"""
import json
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent))
from fagr_plan.sampler import Sampler
from fagr_plan.schedule import learning_rate_at

with open(sys.argv[1]) as file:
    job = json.load(file)
answer = {
    "batches": [[sampler.next() for _ in range(job["count"])] for sampler in map(Sampler, job.get("samplers", []))],
    "rates": [[learning_rate_at(schedule, step) for step in range(job["count"])] for schedule in job.get("schedules", [])],
}
if job.get("augmentations"):
    import numpy as np

    from fagr_plan.augmentation import augment

    crop = np.array(job["crop"], np.uint8).reshape(job["size"], job["size"], 3)
    answer["views"] = [
        augment(crop, job["boxScale"], augmentation, job["side"], seed, None).ravel().tolist()
        for seed, augmentation in enumerate(job["augmentations"])
    ]
if job.get("losses") or job.get("optimisers"):
    from tensorflow_parity import losses, optimisers

    answer["losses"], answer["optimised"] = losses(job["losses"]), optimisers(job["optimisers"])
print(json.dumps(answer))
