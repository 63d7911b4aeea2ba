using System.ComponentModel;
using LoraParity.Specs;
using LoraParity.Xunit.Execution;
using Xunit.Abstractions;

namespace LoraParity.Xunit.Discovery;

/// <summary>One thing wrong with a spec or with the globs of <see cref="ParitySpecAttribute"/>: a test that fails.</summary>
internal sealed class SpecErrorTestCase : SpecTestCase
{
    private string _name = "";
    private string _message = "";
    private bool _isOfFile;

    /// <summary>For the deserializer.</summary>
    [EditorBrowsable(EditorBrowsableState.Never)]
    [Obsolete("Called by the deserializer.")]
    public SpecErrorTestCase()
    {
    }

    public SpecErrorTestCase(IMessageSink diagnostics, ITestMethod method, SpecError error)
        : base(diagnostics, method, error.Spec?.RelativePath, error.Line, error.Column)
    {
        _name = error.Name;
        _message = error.Message;
        _isOfFile = error.IsOfFile;
    }

    /// <inheritdoc />
    protected override string StableId => $"{Spec?.RelativePath}::{_name}::{_message}";

    /// <inheritdoc />
    protected override string Name => _name;

    /// <inheritdoc />
    public override Task JudgeAsync(CaseContext context) => throw new ParityFailedException(CurrentMessage(), _name, Location);

    /// <inheritdoc />
    public override void Serialize(IXunitSerializationInfo data)
    {
        data.AddValue("Name", _name);
        data.AddValue("Message", _message);
        data.AddValue("OfFile", _isOfFile);
        base.Serialize(data);
    }

    /// <inheritdoc />
    public override void Deserialize(IXunitSerializationInfo data)
    {
        _name = data.GetValue<string>("Name");
        _message = data.GetValue<string>("Message");
        _isOfFile = data.GetValue<bool>("OfFile");
        base.Deserialize(data);
    }

    /// <summary>An IDE may run the case again after the user has corrected the spec.</summary>
    private string CurrentMessage() => _isOfFile && Spec is { } spec && SpecReader.Read(spec.FullPath) is { IsValid: true }
        ? $"The spec '{spec.RelativePath}' had an error when tests were discovered and is valid now. {SharedSpec.Rediscover}"
        : _message;
}
