using System.Reflection;
using System.Reflection.Emit;
using LoraParity.TestKit;

namespace LoraParity.Suites.Tests;

public sealed class ProjectFolderTests
{
    private static readonly string Output = Path.TrimEndingDirectorySeparator(AppContext.BaseDirectory);

    [Fact]
    public void Of_AssemblyWithoutMetadata_IsItsOutputFolder() =>
        Assert.Equal(Output, ProjectFolder.Of(typeof(ProjectFolderTests).Assembly));

    [Fact]
    public void Of_AssemblyThatNamesItsSourceFolder_IsThatFolder()
    {
        using var folder = new TemporaryFolder();

        Assert.Equal(folder.Path, ProjectFolder.Of(Named(folder.Path + Path.DirectorySeparatorChar)));
    }

    [Fact]
    public void Of_SourceFolderOfAnotherMachine_IsTheOutputFolder()
    {
        using var folder = new TemporaryFolder();

        Assert.Equal(Output, ProjectFolder.Of(Named(folder["gone"])));
    }

    private static AssemblyBuilder Named(string sourceFolder)
    {
        var constructor = typeof(AssemblyMetadataAttribute).GetConstructor([typeof(string), typeof(string)])!;
        var metadata = new CustomAttributeBuilder(constructor, ["LoraParity.ProjectDirectory", sourceFolder]);
        return AssemblyBuilder.DefineDynamicAssembly(new AssemblyName("Project"), AssemblyBuilderAccess.RunAndCollect, [metadata]);
    }
}
