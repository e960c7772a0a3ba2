"""The learning rate of a step, counted from 0."""
import math


def learning_rate_at(schedule, step):
    highest, warm_up, steps = schedule["learningRate"], schedule.get("warmUpSteps", 0), schedule["steps"]
    if step < warm_up:
        return highest * (step + 1) / warm_up
    if schedule["kind"] == "step":
        return highest * schedule.get("factor", 0.1) ** sum(step >= at for at in schedule["at"])
    if schedule["kind"] == "cosine":
        last = schedule.get("finalLearningRate", 0)
        progress = min((step - warm_up) / max(steps - warm_up, 1), 1)
        return last + (highest - last) * (1 + math.cos(math.pi * progress)) / 2
    return highest
