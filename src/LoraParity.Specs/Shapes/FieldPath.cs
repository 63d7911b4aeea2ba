using System.Globalization;

namespace LoraParity.Specs.Shapes;

/// <summary>Where a value stands in the spec, such as <c>prompts[2].text</c>; written out only when a message needs it.</summary>
internal sealed class FieldPath
{
    public static readonly FieldPath Root = new(null, "", -1);

    private readonly FieldPath? _parent;
    private readonly string _name;
    private readonly int _index;

    private FieldPath(FieldPath? parent, string name, int index)
    {
        _parent = parent;
        _name = name;
        _index = index;
    }

    public FieldPath Field(string name) => new(this, name, -1);

    public FieldPath Item(int index) => new(this, "", index);

    public override string ToString()
    {
        var before = _parent?.ToString() ?? "";
        if (_index >= 0)
            return before + "[" + _index.ToString(CultureInfo.InvariantCulture) + "]";
        return before.Length == 0 ? _name : before + "." + _name;
    }
}
