using System.ComponentModel;
using System.Diagnostics;

namespace Onair.Tests.Integration.S3;

/// <summary>A foreign client, run with credentials for the emulator.</summary>
internal static class Client
{
    /// <summary>Runs a command; returns its exit code and everything it printed.</summary>
    public static async Task<(int Exit, string Output)> RunAsync(
        S3Emulator emulator, string secret, string command, params string[] arguments)
    {
        var config = Path.Combine(emulator.Scratch, "aws-config");
        // Presigned URLs of older clients are of signature version 2 otherwise, which S3 retired.
        await File.WriteAllTextAsync(config, "[default]\ns3 =\n    signature_version = s3v4\n    addressing_style = path\n");
        var start = new ProcessStartInfo(command)
        {
            WorkingDirectory = emulator.Scratch,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            Environment =
            {
                ["AWS_ACCESS_KEY_ID"] = "onair",
                ["AWS_SECRET_ACCESS_KEY"] = secret,
                ["AWS_DEFAULT_REGION"] = EmulatorProcess.Region,
                ["AWS_CONFIG_FILE"] = config,
                ["AWS_SHARED_CREDENTIALS_FILE"] = "/dev/null",
                ["AWS_EC2_METADATA_DISABLED"] = "true",
                ["AWS_PAGER"] = "",
                ["ENDPOINT"] = emulator.Url,
            },
        };
        foreach (var argument in arguments) start.ArgumentList.Add(argument);
        try
        {
            using var process = Process.Start(start)!;
            using var timeout = new CancellationTokenSource(TimeSpan.FromMinutes(3));
            var output = process.StandardOutput.ReadToEndAsync(timeout.Token);
            var errors = process.StandardError.ReadToEndAsync(timeout.Token);
            try
            {
                await process.WaitForExitAsync(timeout.Token);
            }
            catch (OperationCanceledException)
            {
                process.Kill(entireProcessTree: true);
                throw;
            }

            return (process.ExitCode, await output + await errors);
        }
        catch (Win32Exception error)
        {
            throw new InvalidOperationException(
                $"These tests need \"{command}\": apt-get install awscli python3-boto3", error);
        }
    }

    /// <summary>Runs a command that must succeed, and returns what it printed.</summary>
    public static async Task<string> SucceedAsync(S3Emulator emulator, string command, params string[] arguments)
    {
        var (exit, output) = await RunAsync(emulator, "onair-secret", command, arguments);
        exit.ShouldBe(0, output);
        return output;
    }
}
