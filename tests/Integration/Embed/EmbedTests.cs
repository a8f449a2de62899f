namespace Onair.Tests.Integration.Embed;

/// <summary>The script for web pages has tests of its own: <c>npm test</c> in <c>signaling/embed</c>. Here they are a part of the suite.</summary>
public sealed class EmbedTests
{
    private static readonly NodeProject Project = new("..", "..", "signaling", "embed");

    [Fact]
    public async Task The_sources_compile_and_the_committed_script_is_built_from_them()
    {
        await Project.InstallAsync(Project.Module(".package-lock.json"));

        await Project.ScriptAsync([Project.Module("typescript", "bin", "tsc"), "-p", "."], "");
        await Project.ScriptAsync([Project.Module("prettier", "bin", "prettier.cjs"), "--check", "."], "");
        await Project.ScriptAsync(["tests/run.mjs", "unit"], "");
    }

    // A minute on its own; the other classes of the suite share the cores.
    [Fact]
    public async Task Two_pages_in_a_browser_broadcast_and_watch()
    {
        await Project.InstallAsync(Project.Module(".package-lock.json"));

        await Project.ScriptAsync(["tests/run.mjs", "browser"], "", limit: TimeSpan.FromMinutes(8));
    }
}
