using System.Diagnostics;
using System.Globalization;
using System.Net;

namespace Onair.Tests.Integration.Gateway;

/// <summary>The program as the container starts it.</summary>
public sealed class GatewayProgramTests
{
    private static readonly TimeSpan Deadline = TimeSpan.FromMinutes(1);
    private readonly string _secret = Convert.ToBase64String(new byte[32]);
    private readonly int[] _ports = FreePorts.Take(2);

    [Fact]
    public async Task It_does_not_start_with_wrong_settings_and_says_which_without_their_values()
    {
        using var gateway = Start([], ("KeyServer__CallerSecret", "too-short"), ("KeyServer__MasterSecret", "c2VjcmV0"));
        var error = await gateway.StandardError.ReadToEndAsync();
        await ExitAsync(gateway);

        gateway.ExitCode.ShouldBe(1);
        error.ShouldBe("""
            error: KeyServer__MasterSecret: Invalid value: "…": must be base64 of at least 32 bytes
            error: KeyServer__CallerSecret: Invalid value: "…": must be at least 16 printable ASCII characters without spaces

            """);
    }

    [Fact]
    public async Task A_printed_token_opens_a_key_and_shows_up_in_no_log()
    {
        using var command = Start(["token", "--content-id", "abc", "--ttl", "1h"]);
        var token = (await command.StandardOutput.ReadToEndAsync()).TrimEnd('\n');
        await ExitAsync(command);
        command.ExitCode.ShouldBe(0);

        using var gateway = Start([], ("Logging__LogLevel__Microsoft.AspNetCore.Hosting.Diagnostics", "Trace"), ("Logging__Console__LogLevel__Microsoft.AspNetCore", "Trace"));
        var log = gateway.StandardOutput.ReadToEndAsync();
        try
        {
            using var http = new HttpClient { BaseAddress = new($"http://127.0.0.1:{_ports[0]}") };
            await Eventually.ShouldBeAsync(() => IsHealthyAsync(http), () => "the gateway answers", seconds: 180);
            using var response = await http.GetAsync(new Uri($"/keys/abc/1?token={token}", UriKind.Relative));
            response.StatusCode.ShouldBe(HttpStatusCode.OK);
            (await response.Content.ReadAsByteArrayAsync()).Length.ShouldBe(16);
        }
        finally
        {
            gateway.Kill();
        }
        var lines = await log;
        lines.ShouldContain("Now listening");
        lines.ShouldNotContain(token);
        lines.ShouldNotContain("?token=");
    }

    [Fact]
    public async Task Bad_arguments_end_in_2_and_usage()
    {
        using var command = Start(["token"]);
        var error = await command.StandardError.ReadToEndAsync();
        await ExitAsync(command);

        command.ExitCode.ShouldBe(2);
        error.ShouldStartWith("error: --content-id is missing\nusage: ");
    }

    private static async Task<bool> IsHealthyAsync(HttpClient http)
    {
        try
        {
            return await http.GetStringAsync(new Uri("/healthz", UriKind.Relative)) == "ok";
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }

    private static async Task ExitAsync(Process process)
    {
        using var deadline = new CancellationTokenSource(Deadline);
        await process.WaitForExitAsync(deadline.Token);
    }

    private Process Start(string[] arguments, params (string Name, string Value)[] changes)
    {
        var (program, all) = ServiceProgram.Of("gateway", arguments);
        var start = new ProcessStartInfo(program, all)
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["KeyServer__MasterSecret"] = _secret;
        start.Environment["KeyServer__TokenSecret"] = _secret;
        start.Environment["KeyServer__CallerSecret"] = "caller-secret-0123456789";
        start.Environment["KeyServer__PublicUrl"] = "http://127.0.0.1";
        start.Environment["KeyServer__Port"] = _ports[0].ToString(CultureInfo.InvariantCulture);
        start.Environment["KeyServer__SpekePort"] = _ports[1].ToString(CultureInfo.InvariantCulture);
        foreach (var (name, value) in changes) start.Environment[name] = value;
        return Process.Start(start)!;
    }
}
