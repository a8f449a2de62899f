using System.Text;
using Onair.Api.EventSinks;
using Onair.Kubernetes;
using Onair.Resources;
using Onair.Tests.Integration.Api;
using Onair.Tests.Integration.Operator;

namespace Onair.Tests.Integration.EventSinks;

/// <summary>The real operator with the environment that people know, before a real API server.</summary>
[Collection(ControlPlaneCollection.Name)]
public sealed class DefaultSinkTests(ControlPlane plane) : IAsyncLifetime
{
    private readonly string _namespace = $"downstream-{Guid.NewGuid():N}"[..20];
    private OperatorProcess _operator = null!;

    public async Task InitializeAsync()
    {
        await ServedCrds.EnsureAsync(plane);
        await plane.KubectlAsync("create", "namespace", _namespace);
        _operator = new(plane.KubeconfigPath, _namespace);
    }

    public async Task DisposeAsync()
    {
        await _operator.DisposeAsync();
        await plane.KubectlAsync("delete", "eventsinks", "--all", "--namespace", _namespace, "--wait=false");
    }

    [Fact]
    public async Task The_environments_sink_is_made_changed_left_alone_and_removed()
    {
        await RestartAsync(("ENABLED", "true"), ("URL", "https://hooks.example.com/onair"), ("TOKEN", "s3cret"));
        await UntilAsync("there is one", sink => sink is not null);
        var (made, secret) = ((await SinkAsync())!, await plane.Client.GetAsync(ResourceTypes.Secrets, "downstream-token", _namespace));
        (made.Spec.Url, made.Spec.Format, made.Spec.RetryAttempts, made.Spec.BatchSize, made.Spec.AllNamespaces)
            .ShouldBe(("https://hooks.example.com/onair", EventFormat.Plain, 3, 100, true));
        Encoding.UTF8.GetString(secret.Data!["token"]).ShouldBe("s3cret");

        await RestartAsync(("ENABLED", "true"), ("URL", "https://b.example.com/"), ("TIMEOUT", "20"));
        await UntilAsync("it is changed", sink => sink?.Spec.Url == "https://b.example.com/");
        var changed = (await SinkAsync())!;
        (changed.Metadata.Uid, changed.Spec.TimeoutSeconds, changed.Spec.TokenSecretRef).ShouldBe((made.Metadata.Uid, 20, null));
        await Eventually.ShouldBeAsync(
            async () => await plane.Client.FindAsync(ResourceTypes.Secrets, "downstream-token", _namespace) is null, () => $"the token goes:\n{_operator.Tail()}");

        await RestartAsync(("ENABLED", "true"), ("URL", "https://b.example.com/"), ("TIMEOUT", "soon"));
        await Eventually.ShouldBeAsync(
            async () => (await plane.KubectlAsync("get", "events", "--namespace", _namespace)).Contains("DefaultSinkInvalid", StringComparison.Ordinal),
            () => $"an Event says what is wrong:\n{_operator.Tail()}");
        _operator.Log().ShouldContain("DOWNSTREAM_SERVICE_TIMEOUT: Invalid value: \"soon\": must be a whole number from 1 to 60");
        (await SinkAsync())!.Metadata.Generation.ShouldBe(changed.Metadata.Generation);

        await RestartAsync();
        await UntilAsync("it is gone", sink => sink is null);
    }

    private Task<EventSink?> SinkAsync() => plane.Client.FindAsync(OnairResources.EventSinks, "downstream", _namespace);

    private Task UntilAsync(string what, Func<EventSink?, bool> isSo) =>
        Eventually.ShouldBeAsync(async () => isSo(await SinkAsync()), () => $"{what}; the operator said:\n{_operator.Tail()}");

    private async Task RestartAsync(params (string Name, string Value)[] environment)
    {
        await _operator.KillAsync();
        foreach (var name in _operator.Settings.Keys.Where(k => k.StartsWith("DOWNSTREAM_SERVICE_", StringComparison.Ordinal)).ToList()) _operator.Settings.Remove(name);
        foreach (var (name, value) in environment) _operator.Settings[$"DOWNSTREAM_SERVICE_{name}"] = value;
        // Its holder is dead.
        if (await plane.Client.FindAsync(ResourceTypes.Leases, "onair-operator", _namespace) is not null)
            await plane.Client.DeleteAsync(ResourceTypes.Leases, "onair-operator", _namespace);
        await _operator.StartAsync();
    }
}
