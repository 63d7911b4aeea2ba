using System.Globalization;
using LoraParity.Plans;
using LoraParity.Specs.Shapes;

namespace LoraParity.Specs.Fields;

/// <summary>The field <c>snapshots</c> and what is in it; the directory is as written.</summary>
internal static class SnapshotFields
{
    private static readonly Field<string> Directory =
        new("directory", Paths.Folder, "Where snapshots live, relative to the spec.") { Default = "snapshots" };

    private static readonly Field<string> Logits = new(
        "logits", new TextShape("top1 to top9999, full or off", "^(top[1-9][0-9]{0,3}|full|off)$"),
        "How much of the logits a snapshot keeps: top<k> the k largest of each position with logsumexp and tail mass; full every row, in a safetensors file beside; off none.")
    {
        Default = "top8",
    };

    private static readonly Field<bool> UniqueFor = new(
        "unique_for", Choices.UniqueFor, "nothing: one snapshot for all devices, held within tolerance on each; device: each family of devices has its own.")
    {
        Default = "nothing",
    };

    public static readonly ObjectShape<SnapshotSettings> Snapshots = new(
        "a mapping such as {directory: snapshots, logits: top8}", [Directory, Logits, UniqueFor], Build);

    public static SnapshotSettings Defaults { get; } = new("snapshots");

    private static SnapshotSettings Build(FieldValues values)
    {
        var settings = new SnapshotSettings(values.Get(Directory) ?? Defaults.Directory, PerDevice: values.Value(UniqueFor) ?? false);
        return values.Get(Logits) switch
        {
            null => settings,
            "full" => settings with { Logits = LogitsDetail.Full },
            "off" => settings with { Logits = LogitsDetail.Off },
            { } top => settings with { TopK = int.Parse(top.AsSpan(3), CultureInfo.InvariantCulture) },
        };
    }
}
