namespace Onair.Tests.Integration.Player;

/// <summary>The player has tests of its own: <c>npm test</c> in <c>player</c>. Here they are a part of the suite.</summary>
public sealed class PlayerTests
{
    private static readonly NodeProject Project = new("..", "..", "player");

    [Fact]
    public async Task The_sources_compile_and_the_committed_files_are_built_from_them()
    {
        await Project.InstallAsync(Project.Module(".package-lock.json"));

        await Project.ScriptAsync([Project.Module("typescript", "bin", "tsc"), "-p", "."], "");
        await Project.ScriptAsync([Project.Module("prettier", "bin", "prettier.cjs"), "--check", "."], "");
        await Project.ScriptAsync(["tests/run.mjs", "unit"], "");
    }

    // A minute on its own; the other classes of the suite share the cores.
    [Fact]
    public async Task A_browser_plays_seeks_and_goes_back_to_live()
    {
        await Project.InstallAsync(Project.Module(".package-lock.json"));

        await Project.ScriptAsync(["tests/run.mjs", "browser"], "", limit: TimeSpan.FromMinutes(8));
    }

    [Fact]
    public async Task Firefox_plays_seeks_and_goes_back_to_live()
    {
        await Project.InstallAsync(Project.Module(".package-lock.json"));

        await Project.ScriptAsync(["tests/run.mjs", "firefox"], "", limit: TimeSpan.FromMinutes(5));
    }
}
