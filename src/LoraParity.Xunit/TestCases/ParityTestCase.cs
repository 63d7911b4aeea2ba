using System.ComponentModel;
using LoraParity.Suites;
using Xunit.Abstractions;
using Xunit.Sdk;

namespace LoraParity.Xunit.TestCases;

/// <summary>A test of the suite as a test case, whose place is a line of a spec rather than of the method.</summary>
internal sealed class ParityTestCase : XunitTestCase, ITestCase
{
    private SuiteTest? _test;

    /// <summary>For the deserializer.</summary>
    [EditorBrowsable(EditorBrowsableState.Never)]
    [Obsolete("Called by the deserializer.")]
    public ParityTestCase()
    {
    }

    public ParityTestCase(IMessageSink diagnostics, ITestMethod method, SuiteTest test)
        : base(diagnostics, TestMethodDisplay.ClassAndMethod, TestMethodDisplayOptions.None, method) => _test = test;

    /// <summary>The test of the suite.</summary>
    public SuiteTest Test => _test!;

    /// <summary>The framework sets the method's place after discovery; it counts only for a test that speaks of no file.</summary>
    ISourceInformation? ITestCase.SourceInformation
    {
        get => Test.Location is { } place ? new YamlSource { FileName = place.File, LineNumber = place.Line } : SourceInformation;
        set => SourceInformation = value;
    }

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
        data.AddValue("Test", Test.Serialize());
        MethodReference.Of(TestMethod).Write(data);
    }

    /// <inheritdoc />
    /// <remarks>
    /// A runner hands the selected cases over in serialized form before the first of them runs, so those that are deserialized are
    /// those that will run.
    /// </remarks>
    public override void Deserialize(IXunitSerializationInfo data)
    {
        TestMethod = MethodReference.Read(data).Resolve();
        _test = SuiteTest.Parse(data.GetValue<string>("Test"), ProjectFolder.Of(LoadedAssembly.Of(TestMethod)));
        _test.NoteSelected();
    }

    /// <inheritdoc />
    protected override void Initialize()
    {
        base.Initialize();
        foreach (var (name, value) in Test.Traits)
            Traits.Add(name, [value]);
    }

    /// <inheritdoc />
    protected override string GetUniqueID()
    {
        var assembly = TestMethod.TestClass.TestCollection.TestAssembly.Assembly.Name.Split(',')[0];
        return $"{assembly}:{TestMethod.TestClass.Class.Name}.{TestMethod.Method.Name}:{Test.Id}";
    }

    /// <inheritdoc />
    protected override string GetDisplayName(IAttributeInfo factAttribute, string displayName) => Test.Name;
}
