using LoraParity.Matrix;
using LoraParity.Plans;
using LoraParity.Specs.Shapes;

namespace LoraParity.Specs.Fields;

/// <summary>Which variants or cells an item of <c>exclude</c> or <c>overrides</c> speaks of.</summary>
internal static class MatchFields
{
    private static readonly Field<Application> Application = new("application", Choices.Application, "How the adapter meets the base.");

    private static readonly Field<Precision> Merge = new("merge", Choices.Precision, "The merge dtype.");

    private static readonly Field<Precision> Save = new("save", Choices.Precision, "The save dtype.");

    private static readonly Field<Precision> Compute = new("compute", Choices.Precision, "The compute dtype.");

    private static readonly Field<string> Checkpoint = new("checkpoint", Names.Checkpoint, "The checkpoint's name.");

    private static readonly Field<string> Prompt = new("prompt", Names.Id, "The prompt's id.");

    public static readonly ObjectShape<ToleranceMatch> Variant = Shape("a mapping such as {merge: bf16, save: fp16}", []);

    public static readonly ObjectShape<ToleranceMatch> Cell = Shape("a mapping such as {application: merged, save: bf16}", [Prompt]);

    private static ObjectShape<ToleranceMatch> Shape(string expected, IReadOnlyList<Field> more) =>
        new(expected, [Application, Merge, Save, Compute, Checkpoint, .. more], Build)
        {
            Rules = [new AtLeastFields(1, "'{0}' is empty and would match everything; name at least one field.")],
        };

    private static ToleranceMatch Build(FieldValues values) => new()
    {
        Application = values.Value(Application),
        Merge = values.Value(Merge),
        Save = values.Value(Save),
        Compute = values.Value(Compute),
        Checkpoint = values.Get(Checkpoint),
        Prompt = values.Get(Prompt),
    };
}
