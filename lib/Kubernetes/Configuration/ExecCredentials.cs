using System.Diagnostics;
using System.Net.Http.Headers;
using System.Security.Cryptography.X509Certificates;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Onair.Kubernetes;

/// <summary>Credentials from a helper program (client.authentication.k8s.io ExecCredential), kept until they expire or are refused.</summary>
internal sealed class ExecCredentials(ExecPlugin plugin, TimeProvider time) : ICredentialSource, IDisposable
{
    private static readonly TimeSpan Leeway = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(1);

    private readonly SemaphoreSlim _one = new(1, 1);
    private volatile ExecCredentialStatus? _current;

    public X509Certificate2? Certificate => _current?.Certificate;

    public async ValueTask<AuthenticationHeaderValue?> GetAsync(CancellationToken cancellationToken)
    {
        if (IsGood(_current)) return _current!.Header;
        await _one.WaitAsync(cancellationToken);
        try
        {
            if (!IsGood(_current)) _current = await RunAsync(cancellationToken);
            return _current!.Header;
        }
        finally
        {
            _one.Release();
        }
    }

    public bool Invalidate(AuthenticationHeaderValue? refused)
    {
        if (_current is { } current && Equals(current.Header, refused)) _current = null;
        return true;
    }

    public void Dispose() => _one.Dispose();

    private bool IsGood(ExecCredentialStatus? status) => status is not null && (status.Expires is null || status.Expires - Leeway > time.GetUtcNow());

    private async Task<ExecCredentialStatus> RunAsync(CancellationToken cancellationToken)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(Limit);
        using var process = Start();
        try
        {
            var errors = process.StandardError.ReadToEndAsync(limit.Token);
            var output = await process.StandardOutput.ReadToEndAsync(limit.Token);
            await process.WaitForExitAsync(limit.Token);
            if (process.ExitCode != 0)
                throw new KubernetesConfigurationException($"users[].user.exec: {plugin.Command} ended with exit code {process.ExitCode}: {(await errors).Trim()}");
            return ExecCredentialStatus.Parse(output, plugin);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            process.Kill(entireProcessTree: true);
            throw new KubernetesConfigurationException($"users[].user.exec: {plugin.Command} took longer than {Limit.TotalSeconds} s");
        }
        catch (JsonException e)
        {
            throw new KubernetesConfigurationException($"users[].user.exec: {plugin.Command} printed no ExecCredential: {e.Message}", e);
        }
    }

    private Process Start()
    {
        var start = new ProcessStartInfo(plugin.Command, plugin.Arguments) { RedirectStandardOutput = true, RedirectStandardError = true, RedirectStandardInput = true };
        foreach (var (name, value) in plugin.Environment) start.Environment[name] = value;
        start.Environment["KUBERNETES_EXEC_INFO"] = new JsonObject
        {
            ["apiVersion"] = plugin.ApiVersion,
            ["kind"] = "ExecCredential",
            ["spec"] = new JsonObject { ["interactive"] = false, ["cluster"] = plugin.ClusterInfo?.DeepClone() },
        }.ToJsonString();
        try
        {
            var process = Process.Start(start)!;
            process.StandardInput.Close();
            return process;
        }
        catch (System.ComponentModel.Win32Exception e)
        {
            throw new KubernetesConfigurationException($"users[].user.exec.command: {plugin.Command}: {e.Message}{(plugin.InstallHint is { } hint ? $"; {hint}" : "")}", e);
        }
    }
}
