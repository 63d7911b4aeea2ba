using System.Security.Cryptography;
using System.Text;
using LoraParity.Xunit.TestCases;
using Xunit;
using Xunit.Abstractions;
using Xunit.Sdk;

namespace LoraParity.Xunit.Discovery;

/// <summary>Puts each spec into a test collection of its own: cases of one spec run one after another, specs beside each other.</summary>
internal static class SpecCollection
{
    /// <summary>The method within the collection of the spec at a path, or as it is where the user has chosen collections.</summary>
    public static ITestMethod Place(ITestMethod method, string spec)
    {
        var original = method.TestClass.TestCollection;
        var cached = CachedMethod.Of(method.Method);
        if (IsChosen(method.TestClass.Class))
            return new TestMethod(method.TestClass, cached);

        var collection = new TestCollection(original.TestAssembly, null, $"Parity spec {spec}", Id(original, spec));
        return new TestMethod(new TestClass(collection, method.TestClass.Class), cached);
    }

    private static bool IsChosen(ITypeInfo type) =>
        type.GetCustomAttributes(typeof(CollectionAttribute)).Any()
        || type.Assembly.GetCustomAttributes(typeof(CollectionBehaviorAttribute)).Any(a => a.GetConstructorArguments().Any());

    /// <summary>The framework tells collections apart by this id alone, so two methods with one spec must come to the same.</summary>
    private static Guid Id(ITestCollection original, string spec)
    {
        var text = $"{original.TestAssembly.Assembly.Name}\n{spec}";
        return new Guid(SHA256.HashData(Encoding.UTF8.GetBytes(text)).AsSpan(0, 16));
    }
}
