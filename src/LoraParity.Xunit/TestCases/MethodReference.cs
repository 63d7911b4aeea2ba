using System.Collections.Concurrent;
using Xunit.Abstractions;
using Xunit.Sdk;

namespace LoraParity.Xunit.TestCases;

/// <summary>The names that lead back to a test method in another process.</summary>
/// <remarks>
/// The framework's own form of a method takes three kilobytes a case, nested four times, and a suite has thousands of cases
/// with one method. Cases that are read back share the method's objects.
/// </remarks>
internal sealed record MethodReference(
    string Assembly, string Class, string Method, string Collection, string CollectionId, string? DefinitionAssembly, string? Definition)
{
    private static readonly ConcurrentDictionary<MethodReference, ITestMethod> Known = new();

    /// <summary>Names a method.</summary>
    public static MethodReference Of(ITestMethod method)
    {
        var collection = method.TestClass.TestCollection;
        return new MethodReference(
            collection.TestAssembly.Assembly.Name,
            method.TestClass.Class.Name,
            method.Method.Name,
            collection.DisplayName,
            collection.UniqueID.ToString("N"),
            collection.CollectionDefinition?.Assembly.Name,
            collection.CollectionDefinition?.Name);
    }

    /// <summary>Reads the names.</summary>
    public static MethodReference Read(IXunitSerializationInfo data) => new(
        data.GetValue<string>(nameof(Assembly)),
        data.GetValue<string>(nameof(Class)),
        data.GetValue<string>(nameof(Method)),
        data.GetValue<string>(nameof(Collection)),
        data.GetValue<string>(nameof(CollectionId)),
        data.GetValue<string>(nameof(DefinitionAssembly)),
        data.GetValue<string>(nameof(Definition)));

    /// <summary>Writes the names.</summary>
    public void Write(IXunitSerializationInfo data)
    {
        data.AddValue(nameof(Assembly), Assembly);
        data.AddValue(nameof(Class), Class);
        data.AddValue(nameof(Method), Method);
        data.AddValue(nameof(Collection), Collection);
        data.AddValue(nameof(CollectionId), CollectionId);
        data.AddValue(nameof(DefinitionAssembly), DefinitionAssembly);
        data.AddValue(nameof(Definition), Definition);
    }

    /// <summary>The method in this process.</summary>
    public ITestMethod Resolve() => Known.GetOrAdd(this, static reference => reference.Find());

    private TestMethod Find()
    {
        var assembly = Load(Assembly);
        var definition = Definition is null ? null : Load(DefinitionAssembly!).GetType(Definition);
        var collection = new TestCollection(new TestAssembly(assembly), definition, Collection, Guid.ParseExact(CollectionId, "N"));
        var type = assembly.GetType(Class);
        return new TestMethod(new TestClass(collection, type), CachedMethod.Of(type.GetMethod(Method, includePrivateMethod: true)));
    }

    private static IReflectionAssemblyInfo Load(string name) => Reflector.Wrap(LoadedAssembly.Named(name));
}
