using LoraParity.Diagnostics;
using LoraParity.Xunit.Execution;
using Xunit.Abstractions;
using Xunit.Sdk;

namespace LoraParity.Xunit.Discovery;

/// <summary>A test case whose place is a line of a spec rather than of the method.</summary>
internal abstract class SpecTestCase : XunitTestCase, ITestCase
{
    private string? _relativePath;
    private SpecFile? _spec;
    private int _line;
    private int _column;

    /// <summary>For the deserializer.</summary>
    [Obsolete("Called by the deserializer.")]
    protected SpecTestCase()
    {
    }

    protected SpecTestCase(IMessageSink diagnostics, ITestMethod method, string? relativePath, int line, int column)
        : base(diagnostics, TestMethodDisplay.ClassAndMethod, TestMethodDisplayOptions.None, method)
    {
        _relativePath = relativePath;
        _line = line;
        _column = column;
    }

    /// <summary>The spec, or null where the case speaks of no file.</summary>
    public SpecFile? Spec => _relativePath is null ? null : _spec ??= SpecFile.At(ProjectFolder.Of(TestMethod.TestClass.Class.Assembly), _relativePath);

    /// <summary>The case's place, or null where it is the method.</summary>
    public SourceLocation? Location => Spec is null ? null : new SourceLocation(Spec.FullPath, _line, _column);

    /// <summary>What tells this case from others of the same method: the same on every machine, in every order.</summary>
    protected abstract string StableId { get; }

    /// <summary>What test explorers show.</summary>
    protected abstract string Name { get; }

    /// <summary>The framework sets the method's place after discovery; it counts only for a case that speaks of no file.</summary>
    ISourceInformation? ITestCase.SourceInformation
    {
        get => Location is { } place ? new YamlSource { FileName = place.File, LineNumber = place.Line } : SourceInformation;
        set => SourceInformation = value;
    }

    /// <summary>Judges the case; what it says goes to the context's output.</summary>
    /// <exception cref="ParityFailedException">The case fails.</exception>
    /// <exception cref="ParityEnvironmentException">The case is skipped.</exception>
    public abstract Task JudgeAsync(CaseContext context);

    /// <inheritdoc />
    public override Task<RunSummary> RunAsync(
        IMessageSink diagnosticMessageSink,
        IMessageBus messageBus,
        object[] constructorArguments,
        ExceptionAggregator aggregator,
        CancellationTokenSource cancellationTokenSource) =>
        new ParityTestCaseRunner(this, constructorArguments, messageBus, aggregator, cancellationTokenSource).RunAsync();

    /// <inheritdoc />
    public override void Serialize(IXunitSerializationInfo data)
    {
        data.AddValue("Spec", _relativePath);
        data.AddValue("Line", _line);
        data.AddValue("Column", _column);
        MethodReference.Of(TestMethod).Write(data);
    }

    /// <inheritdoc />
    public override void Deserialize(IXunitSerializationInfo data)
    {
        _relativePath = data.GetValue<string>("Spec");
        _line = data.GetValue<int>("Line");
        _column = data.GetValue<int>("Column");
        TestMethod = MethodReference.Read(data).Resolve();
    }

    /// <inheritdoc />
    protected override string GetUniqueID()
    {
        var assembly = TestMethod.TestClass.TestCollection.TestAssembly.Assembly.Name.Split(',')[0];
        return $"{assembly}:{TestMethod.TestClass.Class.Name}.{TestMethod.Method.Name}:{StableId}";
    }

    /// <inheritdoc />
    protected override string GetDisplayName(IAttributeInfo factAttribute, string displayName) => Name;
}
