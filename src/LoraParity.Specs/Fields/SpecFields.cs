using LoraParity.Plans;
using LoraParity.Specs.Shapes;

namespace LoraParity.Specs.Fields;

/// <summary>All fields at the top of a spec.</summary>
internal static class SpecFields
{
    public static readonly Field<int> Version = new("version", new IntegerShape(1, 1), "The version of the spec's format.") { Required = true };

    public static readonly Field<string> Name = new("name", Names.Id, "The suite's name, the first part of case names.") { Default = "the file's name without .parity.yaml" };

    public static readonly Field<string> Base = new(
        "base", Paths.Model, "The base model: a folder, relative to the spec, or a hub id.")
    {
        Required = true,
    };

    public static readonly Field<IReadOnlyList<AdapterSource>> Adapters = new(
        "adapters", new ListShape<AdapterSource>(AdapterFields.Adapter, "a list of adapter folders"),
        "The adapters: folders, relative to the spec, hub ids, or mappings with path and weight. Several are all active and summed, as PEFT does. Needed by attached and merged variants.");

    public static readonly Field<string> Engine = new("engine", Choices.Engine, "What runs the models: cpu is the managed engine, torchsharp needs the package LoraParity.TorchSharp, auto takes the best that can run.")
    {
        Default = "auto",
    };

    public static readonly Field<string> Device = new(
        "device", new TextShape("auto, cpu, cuda or cuda:N", "^(auto|cpu|cuda(:[0-9]{1,3})?)$"), "Where the engine runs: auto, cpu, cuda, or one GPU such as cuda:1.")
    {
        Default = "auto",
    };

    public static readonly Field<IReadOnlyList<string>> DeviceMap = new(
        "device_map",
        new ListShape<string>(new TextShape("cpu, cuda or cuda:N", "^(cpu|cuda(:[0-9]{1,3})?)$"), "a list of devices, such as [cuda:0, cuda:1]"),
        "The layers in sequence over several devices, in equal shares; a device named twice takes two. Instead of device; needs the engine torchsharp.");

    public static readonly Field<MergePlace> MergeDevice = new(
        "merge_device", Choices.MergeDevice,
        "Where W + ΔW is formed: cpu gives the same bits on every machine; device is faster for large models, and libtorch's own order of sums.")
    {
        Default = "cpu",
    };

    public static readonly Field<long> MemoryBudget = new(
        "memory_budget", new ByteSizeShape(), "Most memory the engine may hold at once, such as 4GiB; on a GPU that of each device.")
    { Default = "60 % of what is free" };

    public static readonly Field<MatrixEntry> Matrix = new("matrix", MatrixFields.Matrix, "Which variants are run and compared.") { Required = true };

    public static readonly Field<Located<string>> Reference = new(
        "reference", new LocatedShape<string>(new TextShape("a variant key such as attached.fp32")),
        "The key of the variant that all others are compared with; it need not be in the matrix.")
    {
        Default = "attached.fp32",
    };

    public static readonly Field<DecodeMode> Decode = new(
        "decode", Choices.Decode, "forced: only the reference decodes, all others are scored on its tokens; free: every variant decodes by itself as well.")
    {
        Default = "forced",
    };

    public static readonly Field<ToleranceEntry> Tolerance = new("tolerance", ToleranceFields.Tolerance, "What may drift.")
    {
        Default = "{noise: 3, tokens: near_ties}",
    };

    public static readonly Field<IReadOnlyList<PromptEntry>> Prompts = new(
        "prompts", new ListShape<PromptEntry>(PromptFields.Prompt, "a list of prompts"), "What the models are asked: each prompt has exactly one of text, token_ids, messages and file.")
    {
        Required = true,
    };

    public static readonly Field<SnapshotSettings> Snapshots = new("snapshots", SnapshotFields.Snapshots, "Where snapshots live and what they keep.")
    {
        Default = "{directory: snapshots, logits: top8}",
    };

    public static readonly ObjectShape<FieldValues> Spec = new(
        "a mapping of fields",
        [Version, Name, Base, Adapters, Engine, Device, DeviceMap, MergeDevice, MemoryBudget, Matrix, Reference, Decode, Tolerance, Prompts, Snapshots],
        values => values);
}
