using System.Net;
using System.Text;
using k8s.Models;
using Microsoft.Extensions.Logging.Abstractions;
using Onair.Api;
using Onair.Api.BroadcastSites;
using Onair.Kubernetes.Hosting;
using Onair.Kubernetes.Informers;
using Onair.Kubernetes.Secrets;
using Onair.Signaling;
using Onair.Signaling.Rest;
using Onair.Signaling.Sites;
using Onair.Tests.Unit.Kubernetes.Secrets;
using Onair.Tests.Unit.Webhook;

namespace Onair.Tests.Unit.Signaling.Sites;

/// <summary>What the service says of the Secrets that a site names.</summary>
public sealed class SiteSecretTests : IAsyncDisposable
{
    private const string LongEnough = "0123456789abcdef0123456789abcdef";
    private static readonly BroadcastSite Site = new()
    {
        Metadata = new() { NamespaceProperty = "web", Name = "shop" },
        Spec = new()
        {
            AllowedOrigins = ["https://www.example.com"],
            Auth = new() { Jwt = new() { SecretRef = new() { Name = "onair-site" } } },
            Api = new() { TokenSecretRef = new() { Name = "onair-site" } },
        },
    };

    private readonly FakeCluster _cluster = FakeCluster.Of();
    private readonly FakeTime _time = new();
    private readonly KubernetesSites _sites;
    private readonly SiteSecretProblems _problems;
    private string _label = SecretLabel.Value;

    public SiteSecretTests()
    {
        var client = _cluster.Client(_time);
        var settings = new SignalingSettings { Port = 1, ManagementPort = 2, Database = "", OperatorToken = "" };
        _sites = new(new Informer<BroadcastSite>(client, OnairResources.BroadcastSites), client.Reader(), new KubernetesHealth([], _time), settings, _time, NullLogger<KubernetesSites>.Instance);
        _problems = new(_sites);
    }

    public ValueTask DisposeAsync() => _cluster.DisposeAsync();

    [Fact]
    public async Task Names_a_Secret_that_does_not_exist() => (await FirstAsync()).ShouldBe(
        new("SecretMissing", "spec.auth.jwt.secretRef: Secret onair-site does not exist in namespace web. Create it with the entry secret."));

    [Fact]
    public async Task Names_an_entry_that_does_not_exist()
    {
        Put(("secret", LongEnough));
        (await FirstAsync()).ShouldBe(new(
            "SecretMissing", "spec.api.tokenSecretRef: Secret onair-site has no entry token, or an empty one. Add the entry, or name another one in spec.api.tokenSecretRef.key."));

        Put(("secret", LongEnough), ("token", ""));
        (await FirstAsync())!.Message.ShouldContain("has no entry token, or an empty one");
    }

    [Fact]
    public async Task Says_that_the_chart_permits_no_look_also_at_a_known_value()
    {
        const string Message = "spec.auth.jwt.secretRef: the signaling service has no right to read Secret onair-site. Add the name to signaling.secretNames of the chart.";
        _cluster.SecretFailure = HttpStatusCode.Forbidden;
        (await FirstAsync()).ShouldBe(new("SecretNotReadable", Message));

        (_cluster.SecretFailure, var reference) = (null, Site.Spec.Auth.Jwt!.SecretRef!);
        Put(("secret", LongEnough), ("token", LongEnough));
        (await FirstAsync()).ShouldBeNull();

        _cluster.SecretFailure = HttpStatusCode.Forbidden;
        (await FirstAsync())!.Message.ShouldBe(Message);
        (await _sites.SecretAsync(Site, reference, CancellationToken.None)).Value.ShouldBe(Encoding.UTF8.GetBytes(LongEnough), "pages go on until the service restarts");
    }

    [Fact]
    public async Task An_API_server_that_does_not_answer_makes_no_missing_Secret_of_a_known_one()
    {
        Put(("secret", LongEnough), ("token", LongEnough));
        (await FirstAsync()).ShouldBeNull();

        _cluster.SecretFailure = HttpStatusCode.BadRequest;
        (await FirstAsync()).ShouldBeNull();
    }

    [Fact]
    public async Task A_Secret_without_the_label_is_refused_with_the_command()
    {
        _label = "false";
        Put(("secret", LongEnough), ("token", LongEnough));

        (await FirstAsync()).ShouldBe(new(
            "SecretNotReadable",
            "spec.auth.jwt.secretRef: Secret \"web/onair-site\" does not have the label onair.dev/readable=true, so Onair does not read it. "
            + "Run \"kubectl label secret -n web onair-site onair.dev/readable=true\"."));

        _label = SecretLabel.Value;
        Put(("secret", LongEnough), ("token", LongEnough));
        (await FirstAsync()).ShouldBeNull();
    }

    [Fact]
    public async Task Says_how_long_a_key_must_be()
    {
        Put(("secret", "short"), ("token", LongEnough));
        (await FirstAsync()).ShouldBe(new("SecretTooShort", "spec.auth.jwt.secretRef: the entry secret of Secret onair-site has 5 bytes. It needs at least 32."));
    }

    private void Put(params (string Key, string Value)[] data)
    {
        _cluster.Secrets["web/onair-site"] = new V1Secret
        {
            Metadata = new() { Name = "onair-site", NamespaceProperty = "web", Labels = new Dictionary<string, string> { [SecretLabel.Name] = _label } },
            Data = data.ToDictionary(d => d.Key, d => Encoding.UTF8.GetBytes(d.Value)),
        };
    }

    private Task<SiteSecretProblem?> FirstAsync()
    {
        _time.Advance(KubernetesSites.Lifetime);
        return _problems.FirstAsync(Site, CancellationToken.None);
    }
}
