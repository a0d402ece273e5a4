#!/usr/bin/python3
"""Fits gradient-boosted trees for engine/label/train.

Usage: train.py FOLDER. FOLDER/spec.json describes the input and the models to learn:
  rows, cols, rows.i16 (features, row by row), label.f32, weight.f32, fold.u8
  models: [{name, without: [folds], params: {...}, rounds}]
Each model is learned from the rows outside the folds in "without". Its trees are written to
FOLDER/name.json in XGBoost's own format. Rows of weight 0 are left out.
"""
import json
import os
import sys

try:
    import numpy as np
    import xgboost as xgb
except ImportError as e:
    sys.exit(f"{e}: training needs /usr/bin/python3 and the Debian package python3-xgboost "
             "(apt-get install python3-xgboost)")


def main(folder):
    path = lambda name: os.path.join(folder, name)
    spec = json.load(open(path("spec.json")))
    x = np.fromfile(path("rows.i16"), dtype=np.int16).reshape(spec["rows"], spec["cols"])
    y = np.fromfile(path("label.f32"), dtype=np.float32)
    w = np.fromfile(path("weight.f32"), dtype=np.float32)
    fold = np.fromfile(path("fold.u8"), dtype=np.uint8)
    for m in spec["models"]:
        use = (w > 0) & ~np.isin(fold, m["without"])
        data = xgb.DMatrix(x[use].astype(np.float32), label=y[use], weight=w[use],
                           nthread=m["params"]["nthread"])
        booster = xgb.train(m["params"], data, num_boost_round=m["rounds"])
        booster.save_model(path(m["name"] + ".json"))


main(sys.argv[1])
