"""tqdm.std: the same bar."""

from tqdm import tqdm, tqdm_notebook, tnrange, trange
