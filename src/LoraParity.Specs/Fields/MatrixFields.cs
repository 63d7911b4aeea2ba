using LoraParity.Matrix;
using LoraParity.Plans;
using LoraParity.Specs.Shapes;

namespace LoraParity.Specs.Fields;

/// <summary>The field <c>matrix</c> and what is in it.</summary>
internal static class MatrixFields
{
    private static readonly Field<IReadOnlyList<Precision>> Compute = new("compute", Choices.Precisions, "What inference runs in.") { Required = true };

    private static readonly Field<AdapterPrecision> AttachedAdapterDtype = AdapterDtypeField(Choices.AdapterDtype);

    private static readonly Field<Located<AdapterPrecision>> MergedAdapterDtype =
        AdapterDtypeField(new LocatedShape<AdapterPrecision>(Choices.AdapterDtype));

    private static readonly Field<IReadOnlyList<Precision>> Merge = new("merge", Choices.Precisions, "Where W + ΔW is formed.") { Required = true };

    private static readonly Field<IReadOnlyList<Precision>> Save =
        new("save", Choices.Precisions, "What the merged checkpoint is stored in.") { Required = true };

    private static readonly Field<MergeMode> Mode = new(
        "mode", Choices.Mode,
        "How ΔW is added: plain sums W + ΔW in fp32 and rounds once to the merge dtype; safe rounds ΔW to the merge dtype first, as PEFT's safe_merge does.")
    {
        Default = "plain",
    };

    private static readonly Field<string> MergeDevice = new("merge_device", new TextShape(), "Where the merge runs.")
    {
        NotYet = "one place holds for all merges of a spec; write 'merge_device' at its top level.",
    };

    private static readonly Field<string> Name =
        new("name", Names.Checkpoint, "The checkpoint's name in variant keys, unique in the spec.") { Required = true };

    private static readonly Field<string> Path =
        new("path", Paths.Model, "The merged model's folder, relative to the spec, or a hub id.") { Required = true };

    private static readonly ObjectShape<IReadOnlyList<Precision>> NoneShape =
        new("a mapping such as {compute: [fp32]}", [Compute], v => v.Get(Compute)!);

    private static readonly ObjectShape<AttachedEntry> AttachedShape = new(
        "a mapping such as {compute: [fp32, bf16]}", [Compute, AttachedAdapterDtype],
        v => new AttachedEntry(v.Get(Compute)!, v.Value(AttachedAdapterDtype)));

    private static readonly ObjectShape<MergedEntry> MergedShape = new(
        "a mapping such as {merge: [bf16], save: [bf16], compute: [bf16]}", [Merge, Save, Compute, Mode, MergedAdapterDtype, MergeDevice],
        v => new MergedEntry(v.Get(Merge)!, v.Get(Save)!, v.Get(Compute)!, v.Value(Mode) ?? MergeMode.Plain, v.Get(MergedAdapterDtype)));

    private static readonly ObjectShape<CheckpointEntry> CheckpointShape = new(
        "a mapping such as {name: shipped, path: models/merged, compute: [bf16]}", [Name, Path, Compute],
        v => new CheckpointEntry(v.Get(Name)!, v.Get(Path)!, v.Get(Compute)!));

    public static readonly Field<IReadOnlyList<Precision>> None = new("none", NoneShape, "The base model alone.");

    public static readonly Field<AttachedEntry> Attached = new("attached", AttachedShape, "The adapter attached to its base: PEFT's unmerged forward.");

    public static readonly Field<MergedEntry> Merged = new(
        "merged", MergedShape, "The adapter merged into its base, saved and loaded again: every combination of merge, save and compute.");

    public static readonly Field<IReadOnlyList<Located<CheckpointEntry>>> Checkpoints = new(
        "checkpoints", new ListShape<Located<CheckpointEntry>>(new LocatedShape<CheckpointEntry>(CheckpointShape), "a list of checkpoints"),
        "Merged models that somebody else's pipeline made.");

    public static readonly Field<IReadOnlyList<Located<ToleranceMatch>>> Exclude = new(
        "exclude", new ListShape<Located<ToleranceMatch>>(new LocatedShape<ToleranceMatch>(MatchFields.Variant), "a list such as [{merge: bf16, save: fp16}]"),
        "Variants to leave out: an item removes every variant that has all of its fields.");

    public static readonly ObjectShape<MatrixEntry> Matrix = new(
        "a mapping of none, attached, merged and checkpoints", [None, Attached, Merged, Checkpoints, Exclude], Build)
    {
        Rules = [new AtLeastFields(1, "'{0}' is empty; give at least one of none, attached, merged and checkpoints.")],
    };

    private static MatrixEntry Build(FieldValues values) => new()
    {
        None = values.Get(None) ?? [],
        Attached = values.Get(Attached),
        Merged = values.Get(Merged),
        Checkpoints = values.Get(Checkpoints) ?? [],
        Exclude = values.Get(Exclude) ?? [],
    };

    private static Field<T> AdapterDtypeField<T>(Shape<T> shape) => new(
        "adapter_dtype", shape,
        "What the adapter's weights are held in: fp32 raises 16-bit adapters, PEFT's default; base is the base model's dtype, PEFT with autocast_adapter_dtype=False. The same for the whole spec.")
    {
        Default = "fp32",
    };
}
