namespace LoraParity.AcceptanceTests.Packages;

/// <summary>Tests that share one packing.</summary>
[CollectionDefinition(Name)]
public sealed class PackagesCollection : ICollectionFixture<PackedFeed>
{
    public const string Name = "packages";
}
