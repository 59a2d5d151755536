"""A trained model as files that Dateline runs: int8 ONNX, tokenizer, heads, card."""

from __future__ import annotations

import hashlib
import json
import tempfile
from pathlib import Path

import numpy as np
import torch
from onnxruntime.quantization import QuantType, quantize_dynamic

from training.nets import LENGTH, TO_PUBLIC, Coder, Size


class _States(torch.nn.Module):
    def __init__(self, encoder: torch.nn.Module) -> None:
        super().__init__()
        self.encoder = encoder

    def forward(self, ids: torch.Tensor, mask: torch.Tensor) -> torch.Tensor:
        return self.encoder(input_ids=ids, attention_mask=mask).last_hidden_state


def export(model: Coder, size: Size, folder: Path, *, name: str) -> None:
    """Write encoder.onnx, tokenizer.json, heads.npz and model.json into a folder.

    Of the heads go those of the part that the folder is named after, "events" or "pairs".
    """
    folder.mkdir(parents=True, exist_ok=True)
    model.eval()
    if model.encoder.config.model_type == "bert":
        model.encoder.set_attn_implementation("eager")  # the exporter knows no fused attention
    with tempfile.TemporaryDirectory() as scratch:
        whole = Path(scratch) / "fp32.onnx"
        ids = torch.ones((2, 9), dtype=torch.long)
        torch.onnx.export(
            _States(model.encoder),
            (ids, torch.ones_like(ids)),
            str(whole),
            input_names=["ids", "mask"],
            output_names=["states"],
            dynamic_axes={k: {0: "texts", 1: "pieces"} for k in ("ids", "mask", "states")},
            opset_version=17,
            dynamo=False,
        )
        quantize_dynamic(
            whole,
            folder / "encoder.onnx",
            per_channel=True,
            reduce_range=True,  # seven bits: with eight, processors without VNNI overflow
            weight_type=QuantType.QInt8,
        )
    (folder / "tokenizer.json").write_bytes((size.folder / "tokenizer.json").read_bytes())
    weights = {
        k: v.detach().numpy().astype(np.float16)
        for k, v in model.state_dict().items()
        if not k.startswith("encoder.") and k.startswith("pair") == (folder.name == "pairs")
    }
    np.savez(folder / "heads.npz", **weights)
    card = {
        "name": name,
        "length": LENGTH,
        "paths": list(model.paths),
        "lasts": list(model.lasts),
        "public_of": TO_PUBLIC,
        "calibration": [0.0, 1.0, 0.5, 0.5, 0.0, 0.0, 0.0, 0.0],
        "floors": {},
        "files": {
            f: hashlib.sha256((folder / f).read_bytes()).hexdigest()
            for f in ("encoder.onnx", "heads.npz", "tokenizer.json")
        },
    }
    (folder / "model.json").write_text(json.dumps(card, indent=1) + "\n", encoding="utf-8")
