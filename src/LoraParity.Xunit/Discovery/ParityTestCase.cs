using System.ComponentModel;
using LoraParity.Matrix;
using LoraParity.Plans;
using LoraParity.Xunit.Execution;
using Xunit.Abstractions;

namespace LoraParity.Xunit.Discovery;

/// <summary>One variant on one prompt of one spec, or the weights of one spec.</summary>
internal sealed class ParityTestCase : SpecTestCase
{
    private string _specName = "";
    private string _specHash = "";
    private CaseKey _key;
    private SpecShare _share = SpecShare.Whole;

    /// <summary>For the deserializer.</summary>
    [EditorBrowsable(EditorBrowsableState.Never)]
    [Obsolete("Called by the deserializer.")]
    public ParityTestCase()
    {
    }

    public ParityTestCase(IMessageSink diagnostics, ITestMethod method, SpecFile spec, ParityPlan plan, PlannedCase planned, SpecShare share)
        : base(diagnostics, method, spec.RelativePath, planned.Line, planned.Column)
    {
        _specName = plan.Name;
        _specHash = plan.SpecHash;
        _key = planned.Key;
        _share = share;
    }

    /// <summary>Which case of the spec.</summary>
    public CaseKey Key => _key;

    /// <summary>SHA-256 of the spec as it was when the case was discovered.</summary>
    public string SpecHash => _specHash;

    /// <summary>What of the spec this process runs.</summary>
    public SpecShare Share => _share;

    /// <inheritdoc />
    protected override string StableId => $"{Spec!.RelativePath}::{_key}";

    /// <inheritdoc />
    protected override string Name => $"{_specName} › {_key.DisplayName}";

    /// <inheritdoc />
    public override Task JudgeAsync(CaseContext context) => ParityCaseJudge.JudgeAsync(this, context);

    /// <inheritdoc />
    public override void Serialize(IXunitSerializationInfo data)
    {
        data.AddValue("Name", _specName);
        data.AddValue("Hash", _specHash);
        data.AddValue("Variant", _key.Variant);
        data.AddValue("Prompt", _key.Prompt);
        data.AddValue("Share", _share.Serialize());
        base.Serialize(data);
    }

    /// <inheritdoc />
    public override void Deserialize(IXunitSerializationInfo data)
    {
        _specName = data.GetValue<string>("Name");
        _specHash = data.GetValue<string>("Hash");
        _key = new CaseKey(data.GetValue<string>("Variant"), data.GetValue<string>("Prompt"));
        _share = SpecShare.Parse(data.GetValue<string>("Share"));
        base.Deserialize(data);
        SelectedCases.Add(Spec!, _key);
    }

    /// <inheritdoc />
    protected override void Initialize()
    {
        base.Initialize();
        AddTrait("spec", _specName);
        AddTrait("prompt", _key.Prompt);
        if (_key.Variant is null || !Variant.TryParse(_key.Variant, out var variant))
            return;

        AddTrait("application", variant!.Application.ToString().ToLowerInvariant());
        AddTrait("merge", variant.Merge?.Name());
        AddTrait("save", variant.Save?.Name());
        AddTrait("compute", variant.Compute.Name());
        AddTrait("checkpoint", variant.Checkpoint);
    }

    private void AddTrait(string name, string? value)
    {
        if (value is null)
            return;

        if (!Traits.TryGetValue(name, out var values))
            Traits[name] = values = [];
        values.Add(value);
    }
}
