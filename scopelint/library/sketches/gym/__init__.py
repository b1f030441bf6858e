"""gym: its spaces, and classes to inherit from. What an environment gives is unknown."""

from six import _unknown

from . import spaces
from .spaces import Space

__version__ = _unknown("gym.__version__")


class Env(object):
    metadata = {"render.modes": []}
    reward_range = (-float("inf"), float("inf"))
    spec = None
    action_space = None
    observation_space = None

    def step(self, action):
        raise NotImplementedError

    def reset(self):
        raise NotImplementedError

    def render(self, mode="human"):
        raise NotImplementedError

    def close(self):
        pass

    def seed(self, seed=None):
        return None

    @property
    def unwrapped(self):
        return self

    def __enter__(self):
        return self

    def __exit__(self, *args):
        self.close()
        return False


class Wrapper(Env):
    def __init__(self, env):
        self.env = env
        self.action_space = env.action_space
        self.observation_space = env.observation_space
        self.reward_range = env.reward_range
        self.metadata = env.metadata

    def __getattr__(self, name):
        if name.startswith("_"):
            raise AttributeError("attempted to get missing private attribute '{}'".format(name))
        return getattr(self.env, name)

    def step(self, action):
        return self.env.step(action)

    def reset(self, **kwargs):
        return self.env.reset(**kwargs)

    def render(self, mode="human", **kwargs):
        return self.env.render(mode, **kwargs)

    def close(self):
        return self.env.close()

    def seed(self, seed=None):
        return self.env.seed(seed)

    @property
    def unwrapped(self):
        return self.env.unwrapped


class ObservationWrapper(Wrapper):
    def reset(self, **kwargs):
        return self.observation(self.env.reset(**kwargs))

    def step(self, action):
        observation, reward, done, info = self.env.step(action)
        return self.observation(observation), reward, done, info


class RewardWrapper(Wrapper):
    def step(self, action):
        observation, reward, done, info = self.env.step(action)
        return observation, self.reward(reward), done, info


class ActionWrapper(Wrapper):
    def step(self, action):
        return self.env.step(self.action(action))


def _box(*shape):
    return lambda: spaces.Box(-float("inf"), float("inf"), shape)


# The classic problems' spaces of observations and actions; those of all other environments are unknown.
_CLASSIC = {
    "Acrobot": (_box(6), lambda: spaces.Discrete(3)),
    "CartPole": (_box(4), lambda: spaces.Discrete(2)),
    "MountainCar": (_box(2), lambda: spaces.Discrete(3)),
    "MountainCarContinuous": (_box(2), _box(1)),
    "Pendulum": (_box(3), _box(1)),
}


class _Classic(Env):
    def __init__(self, id, observation_space, action_space):
        self.observation_space = observation_space
        self.action_space = action_space
        self.spec = _unknown("env.spec")

    def step(self, action):
        return _unknown("observation"), _unknown("reward"), _unknown("done"), {}

    def reset(self):
        return _unknown("observation")

    def render(self, mode="human"):
        return _unknown("picture")


def make(id, **kwargs):
    if isinstance(id, str) and id.split("-")[0] in _CLASSIC:
        observation_space, action_space = _CLASSIC[id.split("-")[0]]
        return _Classic(id, observation_space(), action_space())
    return _unknown("gym.make()")
