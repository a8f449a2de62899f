using System.Diagnostics;

namespace Onair.Tests.Integration.Api;

/// <summary>kubectl as people use it: what it prints, on both streams, and whether it was content.</summary>
internal sealed record Kubectl(int ExitCode, string Output, string Errors)
{
    /// <summary>Runs kubectl with the manifest as standard input; a failure is a result, not an exception.</summary>
    public static async Task<Kubectl> RunAsync(ControlPlane cluster, string input, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo("kubectl", ["--kubeconfig", cluster.KubeconfigPath, .. arguments])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        var output = process.StandardOutput.ReadToEndAsync();
        var errors = process.StandardError.ReadToEndAsync();
        await process.StandardInput.WriteAsync(input);
        process.StandardInput.Close();
        await process.WaitForExitAsync();
        return new(process.ExitCode, await output, await errors);
    }
}
