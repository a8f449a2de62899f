using System.Diagnostics;

namespace Onair.Tests.Unit.Scripts;

/// <summary>hack/aws-smoke.sh costs money, so a mistaken argument ends it before it does anything.</summary>
public sealed class AwsSmokeArgumentsTests : IDisposable
{
    private readonly DirectoryInfo _cache = Directory.CreateTempSubdirectory("onair-smoke-");

    public void Dispose() => _cache.Delete(recursive: true);

    [Theory]
    [InlineData("", "--provider is required: the MediaProvider whose account is billed")]
    [InlineData("--provider", "--provider needs a value")]
    [InlineData("--provider --keep", "--provider needs a value")]
    [InlineData("--provider production --forever", "unknown option --forever")]
    [InlineData("--provider production --timeout 5m", "--timeout: value 5m must be a whole number of seconds, 1 to 99999")]
    [InlineData("--provider production --timeout 0", "--timeout: value 0 must be a whole number of seconds, 1 to 99999")]
    public async Task A_mistaken_argument_is_refused_by_its_name(string arguments, string message)
    {
        var (status, output, errors) = await RunAsync(arguments);

        status.ShouldBe(2);
        output.ShouldBeEmpty();
        errors.ShouldStartWith($"aws-smoke.sh: {message}\n");
        errors.ShouldContain("--provider NAME");
    }

    [Fact]
    public async Task Help_names_every_option()
    {
        var (status, output, _) = await RunAsync("--help");

        status.ShouldBe(0);
        foreach (var option in (string[])["--provider", "--namespace", "--timeout", "--endpoint-url", "--keep", "--help"])
            output.ShouldContain($"\n  {option}");
    }

    private async Task<(int Status, string Output, string Errors)> RunAsync(string arguments)
    {
        var start = new ProcessStartInfo(
            Path.Combine(Checkout.Root, "hack", "aws-smoke.sh"), arguments.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["ONAIR_CACHE"] = _cache.FullName;
        start.Environment.Remove("ONAIR_RUN");
        using var script = Process.Start(start)!;
        var errors = script.StandardError.ReadToEndAsync();
        var output = await script.StandardOutput.ReadToEndAsync();
        await script.WaitForExitAsync();
        return (script.ExitCode, output, await errors);
    }
}
