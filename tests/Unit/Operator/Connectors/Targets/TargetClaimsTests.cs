using System.Net;
using System.Text;
using System.Text.Json;
using k8s;
using Onair.Api;
using Onair.Api.Connectors;
using Onair.Kubernetes.Client;
using Onair.Kubernetes.Informers;
using Onair.Kubernetes.Resources;
using Onair.Operator.Connectors.Targets;

namespace Onair.Tests.Unit.Operator.Connectors.Targets;

/// <summary>At most one connector feeds a target, also while the cache is behind, and one that did not begin blocks nobody.</summary>
public sealed class TargetClaimsTests : IAsyncDisposable
{
    private readonly CancellationTokenSource _end = new();
    private Task _informing = Task.CompletedTask;

    [Fact]
    public async Task A_run_holds_the_target_that_it_was_begun_with()
    {
        var claims = await ClaimsAsync(Named("moving", "there", runsAt: "here"), Named("a", "here"), Named("b", "there"));

        claims.HeldBy(Named("a", "here")).ShouldBe("moving");
        claims.HeldBy(Named("b", "there")).ShouldBeNull("nobody feeds it yet");
        claims.HeldBy(Named("moving", "there", runsAt: "here")).ShouldBeNull();
    }

    [Fact]
    public async Task A_claim_holds_before_the_cache_shows_the_run()
    {
        var (a, b) = (Named("a", "here"), Named("b", "here"));
        var claims = await ClaimsAsync(a, b);

        claims.TryTake(a).ShouldBeTrue();
        claims.TryTake(a).ShouldBeTrue("it is its own");
        claims.TryTake(b).ShouldBeFalse();
        claims.HeldBy(b).ShouldBe("a");

        claims.Release(a);
        claims.TryTake(b).ShouldBeTrue();
    }

    [Fact]
    public async Task A_claim_whose_run_was_never_recorded_goes_once_a_later_version_shows_it()
    {
        var (a, b) = (Named("a", "here"), Named("b", "here"));
        var claims = await ClaimsAsync(a, b);
        claims.TryTake(a);

        // The answer to the write may be lost, and the run be recorded.
        claims.ReleaseUnrecorded(a);
        claims.TryTake(b).ShouldBeFalse();
        claims.ReleaseUnrecorded(Named("a", "here", runsAt: "here", version: "2"));
        claims.TryTake(b).ShouldBeFalse();

        claims.ReleaseUnrecorded(Named("a", "elsewhere", version: "2"));
        claims.TryTake(b).ShouldBeTrue();
    }

    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync();
        await _informing;
        _end.Dispose();
    }

    private async Task<TargetClaims> ClaimsAsync(params Connector[] connectors)
    {
        var client = new KubernetesClient(new KubernetesClientConfiguration { Host = "https://server.example/" }, new Listing(connectors));
        var cache = new Informer<Connector>(client, OnairResources.Connectors);
        _informing = cache.RunAsync(_end.Token);
        await cache.WaitForSyncAsync(CancellationToken.None);
        return new(cache);
    }

    private static Connector Named(string name, string target, string? runsAt = null, string version = "1") => new()
    {
        Metadata = new() { Name = name, NamespaceProperty = "shows", Uid = $"uid-{name}", ResourceVersion = version },
        Spec = new() { Source = new() { ColorBars = new() }, Target = new() { LiveStreamRef = new() { Name = target } } },
        Status = runsAt is null ? null : new() { Target = $"LiveStream/{runsAt}", Run = new() { Id = "abcde", Attempts = 1 } },
    };

    private sealed class Listing(Connector[] connectors) : HttpMessageHandler
    {
        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            if (request.RequestUri!.Query.Contains("watch=true", StringComparison.Ordinal)) await Task.Delay(Timeout.Infinite, cancellationToken);
            var list = new ResourceList<Connector> { Metadata = new() { ResourceVersion = "1" }, Items = [.. connectors] };
            return new(HttpStatusCode.OK) { Content = new StringContent(JsonSerializer.Serialize(list, OnairResources.Connectors.ListTypeInfo), Encoding.UTF8, "application/json") };
        }
    }
}
