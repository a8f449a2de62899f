using System.Text;
using k8s;
using Onair.Api;
using Onair.Api.EventSinks;
using Onair.Tests.Integration.Api;

namespace Onair.Tests.Integration.EventSinks;

/// <summary>The real operator with the environment that people know, before a real API server.</summary>
[Collection(ControlPlaneCollection.Name)]
public sealed class DefaultSinkTests(ControlPlane plane) : IAsyncLifetime
{
    private readonly string _namespace = $"downstream-{Guid.NewGuid():N}"[..20];

    public async Task InitializeAsync()
    {
        await ServedCrds.EnsureAsync(plane);
        await plane.KubectlAsync("create", "namespace", _namespace);
    }

    public Task DisposeAsync() => plane.KubectlAsync("delete", "eventsinks", "--all", "--namespace", _namespace, "--wait=false");

    [Fact]
    public async Task The_environments_sink_is_made_changed_left_alone_and_removed()
    {
        await using var process = new OperatorProcess(plane.KubeconfigPath, _namespace);
        await RestartAsync(process, ("ENABLED", "true"), ("URL", "https://hooks.example.com/onair"), ("TOKEN", "s3cret"));
        await UntilAsync(process, "there is one", sink => sink is not null);
        var (made, secret) = ((await SinkAsync())!, await plane.Kubernetes.CoreV1.ReadNamespacedSecretAsync("downstream-token", _namespace));
        (made.Spec.Url, made.Spec.Format, made.Spec.RetryAttempts, made.Spec.BatchSize, made.Spec.AllNamespaces)
            .ShouldBe(("https://hooks.example.com/onair", EventFormat.Plain, 3, 100, true));
        Encoding.UTF8.GetString(secret.Data!["token"]).ShouldBe("s3cret");

        await RestartAsync(process, ("ENABLED", "true"), ("URL", "https://b.example.com/"), ("TIMEOUT", "20"));
        await UntilAsync(process, "it is changed", sink => sink?.Spec.Url == "https://b.example.com/");
        var changed = (await SinkAsync())!;
        (changed.Metadata.Uid, changed.Spec.TimeoutSeconds, changed.Spec.TokenSecretRef).ShouldBe((made.Metadata.Uid, 20, null));
        await Eventually.ShouldBeAsync(
            async () => await plane.Kubernetes.CoreV1.ReadNamespacedSecretAsync("downstream-token", _namespace).OrNullAsync() is null, () => $"the token goes:\n{process.Tail()}");

        await RestartAsync(process, ("ENABLED", "true"), ("URL", "https://b.example.com/"), ("TIMEOUT", "soon"));
        await Eventually.ShouldBeAsync(
            async () => (await plane.KubectlAsync("get", "events", "--namespace", _namespace)).Contains("DefaultSinkInvalid", StringComparison.Ordinal),
            () => $"an Event says what is wrong:\n{process.Tail()}");
        process.Log().ShouldContain("DOWNSTREAM_SERVICE_TIMEOUT: Invalid value: \"soon\": must be a whole number from 1 to 60");
        (await SinkAsync())!.Metadata.Generation.ShouldBe(changed.Metadata.Generation);

        await RestartAsync(process);
        await UntilAsync(process, "it is gone", sink => sink is null);
    }

    private Task<EventSink?> SinkAsync() => plane.Client.FindAsync(OnairResources.EventSinks, "downstream", _namespace);

    private Task UntilAsync(OperatorProcess process, string what, Func<EventSink?, bool> isSo) =>
        Eventually.ShouldBeAsync(async () => isSo(await SinkAsync()), () => $"{what}; the operator said:\n{process.Tail()}");

    private async Task RestartAsync(OperatorProcess process, params (string Name, string Value)[] environment)
    {
        await process.KillAsync();
        foreach (var name in process.Settings.Keys.Where(k => k.StartsWith("DOWNSTREAM_SERVICE_", StringComparison.Ordinal)).ToList()) process.Settings.Remove(name);
        foreach (var (name, value) in environment) process.Settings[$"DOWNSTREAM_SERVICE_{name}"] = value;
        await plane.Kubernetes.FreeLeaseAsync(_namespace);
        await process.StartAsync();
    }
}
