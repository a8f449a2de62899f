using System.Text.Json;
using System.Text.Json.Nodes;
using Onair.Api;
using Onair.Api.Connectors;
using Onair.Api.IvsChannels;
using Onair.Api.LiveStreams;
using Onair.Kubernetes.Client;
using Onair.Kubernetes.Informers;
using Onair.Kubernetes.Secrets;
using Onair.Operator;
using Onair.Operator.Connectors.Targets;
using Onair.Operator.Reconciliation;
using Onair.Tests.Unit.Gateway;
using Onair.Tests.Unit.Kubernetes.Secrets;

namespace Onair.Tests.Unit.Operator.Connectors.Targets;

#pragma warning disable CA1001 // xunit calls DisposeAsync.
/// <summary>What a Connector's pod gets of Secrets: nothing that nobody has granted.</summary>
public sealed class ResolverSecretTests : IAsyncLifetime
{
    private const string Secrets = "/api/v1/namespaces/talks/secrets";
    private const string Streams = "/apis/onair.dev/v1alpha1/namespaces/talks/livestreams";

    private readonly FakeApiServer _server = new();
    private readonly CancellationTokenSource _end = new();
    private readonly KubernetesClient _client;
    private readonly Informer<LiveStream> _streams;
    private readonly Informer<IvsChannel> _channels;
    private Task _work = Task.CompletedTask;

    public ResolverSecretTests()
    {
        _client = _server.Client();
        (_streams, _channels) = (new(_client, OnairResources.LiveStreams), new(_client, OnairResources.IvsChannels));
    }

    public Task InitializeAsync()
    {
        _work = Task.WhenAll(_streams.RunAsync(_end.Token), _channels.RunAsync(_end.Token));
        return Task.WhenAll(_streams.WaitForSyncAsync(_end.Token), _channels.WaitForSyncAsync(_end.Token));
    }

    public async Task DisposeAsync()
    {
        await _end.CancelAsync();
        await _work;
        _end.Dispose();
        _server.Dispose();
    }

    [Fact]
    public async Task A_target_without_the_label_is_refused_with_the_command()
    {
        Put("service", "url", "rtmps://ingest.example.com/live/key");

        var resolution = await ResolveAsync(new() { Rtmp = new() { UrlSecretRef = new() { Name = "service" } } });

        resolution.Plan.ShouldBeNull();
        resolution.Target!.End.ShouldBe(new Stall("SecretNotReadable", $"spec.target.rtmp.urlSecretRef: {SecretLabel.Refusal("talks", "service")}."));

        Put("service", "url", "rtmps://ingest.example.com/live/key", isLabeled: true);
        (await ResolveAsync(new() { Rtmp = new() { UrlSecretRef = new() { Name = "service" } } })).Target.ShouldBeNull("the label heals it");
    }

    [Fact]
    public async Task A_source_without_the_label_is_refused_with_the_command()
    {
        Put("service", "url", "rtmps://ingest.example.com/live/key", isLabeled: true);
        Put("meeting", "url", "https://meet.example.com/1");

        var resolution = await ResolveAsync(
            new() { Rtmp = new() { UrlSecretRef = new() { Name = "service" } } }, new() { Meeting = new() { UrlSecretRef = new() { Name = "meeting" } } });

        resolution.Source.ShouldBe(new Stall("SecretNotReadable", $"spec.source.meeting.urlSecretRef: {SecretLabel.Refusal("talks", "meeting")}."));
    }

    [Fact]
    public async Task A_stream_whose_status_names_anothers_Secret_gives_it_to_nobody()
    {
        Put("payroll", "password", "precious");
        await StreamAsync("show", "payroll", "password");

        var resolution = await ResolveAsync(new() { LiveStreamRef = new() { Name = "show" } });

        resolution.Plan.ShouldBeNull();
        resolution.Target!.End.ShouldBe(new Stall("SecretNotReadable", $"LiveStream \"show\": {SecretLabel.Refusal("talks", "payroll")}."));
    }

    [Fact]
    public async Task The_key_that_Onair_generated_for_the_stream_needs_no_label()
    {
        var uid = await StreamAsync("own", "own-stream-key", "streamKey");
        Put("own-stream-key", "streamKey", "hush", owner: uid);

        (await ResolveAsync(new() { LiveStreamRef = new() { Name = "own" } })).Target.ShouldBeNull();
    }

    private Task<Resolution> ResolveAsync(ConnectorTarget target, ConnectorSource? source = null) =>
        new Resolver(_client, _client.Reader(), _streams, _channels, null!, new OperatorOptions()).ResolveAsync(
            new()
            {
                Metadata = new() { Name = "c", NamespaceProperty = "talks", Uid = "uid-c" },
                Spec = new() { Target = target, Source = source ?? new() { Page = new() { Url = "https://page.example.com/" } } },
            },
            CancellationToken.None);

    private async Task<string> StreamAsync(string name, string secret, string key)
    {
        var stream = new LiveStream
        {
            Metadata = new() { Name = name, NamespaceProperty = "talks" },
            Status = new() { Ingest = new() { Endpoints = ["rtmp://203.0.113.7:1935/live"], StreamKeySecretRef = new() { Name = secret, Key = key } } },
        };
        var stored = _server.Put(Streams, (JsonObject)JsonSerializer.SerializeToNode(stream, OnairJsonContext.Default.LiveStream)!);
        await Eventually.ShouldBeAsync(() => Task.FromResult(_streams.Get(new("talks", name)) is not null), "the cache has the stream");
        return (string)stored["metadata"]!["uid"]!;
    }

    private void Put(string name, string key, string value, bool isLabeled = false, string? owner = null)
    {
        var metadata = new JsonObject { ["name"] = name, ["namespace"] = "talks" };
        if (isLabeled) metadata["labels"] = new JsonObject { [SecretLabel.Name] = SecretLabel.Value };
        if (owner is not null) metadata["ownerReferences"] = new JsonArray(new JsonObject { ["apiVersion"] = "onair.dev/v1alpha1", ["kind"] = "LiveStream", ["name"] = "own", ["uid"] = owner });
        _server.Put(Secrets, new() { ["metadata"] = metadata, ["stringData"] = new JsonObject { [key] = value } });
    }
}
