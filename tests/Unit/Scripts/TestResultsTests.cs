using System.Diagnostics;

namespace Onair.Tests.Unit.Scripts;

/// <summary>How <c>./dev test</c> counts what a suite leaves, and gives what failed a second chance.</summary>
public sealed class TestResultsTests : IDisposable
{
    private const string Waits = "Onair.Tests.Unit.Queue.Tests.It_waits";
    private const string WaitsLonger = "Onair.Tests.Unit.Queue.Tests.It_waits_longer";

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("onair-results-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public async Task A_method_that_passes_alone_counts_as_passed_with_all_its_cases_and_is_printed_with_its_failure()
    {
        var (output, _) = await CountAsync("results.trx", status: 1, passAlone: Waits);

        output.ShouldBe(
            [
                $"flaky {Waits}", "  |         what it wrote", "  |           expected <1> & was \"2\"", "  | on two lines",
                "  |              at Onair.Tests.Unit.Queue.Tests.It_waits(String name)", "  |           the second case", "3 1 1",
            ]);
    }

    [Fact]
    public async Task Each_failed_method_is_run_once_on_its_own()
    {
        var (_, errors) = await CountAsync("results.trx", status: 1, passAlone: "none");

        errors.Where(l => l.EndsWith(" once more", StringComparison.Ordinal)).ShouldBe([$"Running {Waits} once more", $"Running {WaitsLonger} once more"]);
    }

    [Theory]
    [InlineData("results.trx", 124, "1 3 1")] // its time was over: what failed is not run again
    [InlineData("passed.trx", 0, "2 0 0")]
    [InlineData("passed.trx", 124, "2 1 0")] // it hung at its end
    [InlineData("none.trx", 1, "0 1 0")] // no test ran
    public async Task Does_not_rerun_a_run_that_failed_outside_its_tests(string file, int status, string counts)
    {
        var (output, errors) = await CountAsync(file, status, passAlone: Waits);

        output.ShouldBe([counts]);
        errors.ShouldNotContain($"Running {Waits} once more");
    }

    [Fact]
    public async Task Does_not_rerun_tests_after_a_crash_of_the_test_host()
    {
        const string Crash = """
                  <RunInfo computerName="c" outcome="Error" timestamp="2026-11-22T10:01:30.0000000+00:00">
                    <Text>The active test run was aborted. Reason: Test host process crashed</Text>
                  </RunInfo>
                </RunInfos>
            """;

        var (output, errors) = await CountAsync("results.trx", status: 1, passAlone: Waits, text => text.Replace("</RunInfos>", Crash, StringComparison.Ordinal));

        output.ShouldBe(["1 3 1"]);
        errors.ShouldNotContain($"Running {Waits} once more");
    }

    [Theory]
    [InlineData("a b c", "10 0")]
    [InlineData("a b c d", "6 4")]
    public async Task More_than_three_flaky_tests_fail_the_run(string flaky, string counts)
    {
        var (output, _) = await BashAsync($"flaky=({flaky}); passed=10 failed=0; judge_flaky; echo \"$passed $failed\"");

        output.ShouldBe([counts]);
    }

    [Fact]
    public async Task The_dearest_classes_are_printed_with_the_time_of_the_suite()
    {
        var (_, errors) = await CountAsync("results.trx", status: 124, passAlone: "none");

        errors.ShouldBe(["unit: 130 s, tests of 64 s in 2 classes, the dearest:", "    64.0 s     4 tests  Queue.Tests", "     0.0 s     1 tests  Other+Nested"]);
    }

    private async Task<(string[] Output, string[] Errors)> CountAsync(string file, int status, string passAlone, Func<string, string>? edit = null)
    {
        var samples = Path.Combine(Checkout.Root, "tests", "Unit", "Scripts");
        var (sample, results) = (Path.Combine(samples, file), Path.Combine(_folder.FullName, "results.trx"));
        if (File.Exists(sample)) await File.WriteAllTextAsync(results, (edit ?? (text => text))(await File.ReadAllTextAsync(sample)));
        return await BashAsync($$"""
            retry_run() { if [[ $3 == {{passAlone}} ]]; then cp {{samples}}/passed.trx "$2"; else cp {{samples}}/results.trx "$2"; return 1; fi; }
            passed=0 failed=0 skipped=0 flaky=()
            count_results unit {{_folder.FullName}} {{status}}
            echo "$passed $failed $skipped"
            """);
    }

    private static async Task<(string[] Output, string[] Errors)> BashAsync(string script)
    {
        var scripts = Path.Combine(Checkout.Root, "hack", "test");
        using var bash = Process.Start(new ProcessStartInfo("bash", ["-euo", "pipefail", "-c", $"source {scripts}/results.sh; source {scripts}/retry.sh\n{script}"])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        var errors = bash.StandardError.ReadToEndAsync();
        var output = await bash.StandardOutput.ReadToEndAsync();
        await bash.WaitForExitAsync();
        bash.ExitCode.ShouldBe(0, await errors);
        return (Lines(output), Lines(await errors));
    }

    private static string[] Lines(string text) => text.Split('\n', StringSplitOptions.RemoveEmptyEntries);
}
