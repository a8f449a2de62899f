using System.Text.Json.Nodes;
using Onair.Api.LiveStreams;
using Onair.Kubernetes.Client;
using Onair.Kubernetes.Secrets;
using Onair.Operator.LiveStreams;
using Onair.Operator.LiveStreams.Decisions;
using Onair.Tests.Unit.Gateway;
using Onair.Tests.Unit.Kubernetes.Secrets;

namespace Onair.Tests.Unit.Operator.LiveStreams;

/// <summary>The Secrets that a LiveStream names, and the one that it owns.</summary>
public sealed class StreamSecretLabelTests : IDisposable
{
    private const string Secrets = "/api/v1/namespaces/talks/secrets";
    private const string Key = "0123456789abcdef-given";

    private readonly FakeApiServer _server = new();
    private readonly KubernetesClient _client;
    private readonly StreamKeys _keys;
    private readonly LiveStream _stream = new() { Metadata = new() { Name = "show", NamespaceProperty = "talks", Uid = "uid-1" }, Spec = new() };

    public StreamSecretLabelTests()
    {
        _client = _server.Client();
        _keys = new(_client.Reader(), _client.Writer());
    }

    public void Dispose()
    {
        _client.Dispose();
        _server.Dispose();
    }

    [Fact]
    public async Task A_key_of_the_user_is_read_with_the_label_alone()
    {
        _stream.Spec = _stream.Spec with { Input = new() { StreamKeySecretRef = new() { Name = "own-key" } } };
        Put("own-key", false, ("streamKey", Key));
        (await _keys.ReadAsync(_stream, CancellationToken.None)).ShouldBe(
            (new(SecretState.Unusable, $"spec.input.streamKeySecretRef: {SecretLabel.Refusal("talks", "own-key")}") { Reason = "SecretNotReadable" }, null));

        Put("own-key", true, ("streamKey", Key));
        (await _keys.ReadAsync(_stream, CancellationToken.None)).ShouldBe((new(SecretState.Known), Key));
    }

    [Fact]
    public async Task The_passwords_of_sources_are_read_with_the_label_alone()
    {
        _stream.Spec = _stream.Spec with { Input = new() { Type = InputType.RtmpPull, Sources = [new() { CredentialsSecretRef = new() { Name = "login" } }] } };
        var sources = new SourceSecrets(_client.Reader());
        Put("login", false, ("username", "me"), ("password", "hush"));

        var (view, none) = await sources.ReadAsync(_stream, CancellationToken.None);
        view.ShouldBe(new(SecretState.Unusable, $"spec.input.sources[0].credentialsSecretRef: {SecretLabel.Refusal("talks", "login")}") { Reason = "SecretNotReadable" });
        none.ShouldBeEmpty();

        Put("login", true, ("username", "me"), ("password", "hush"));
        (await sources.ReadAsync(_stream, CancellationToken.None)).Sources.ShouldHaveSingleItem()!.Password.ShouldBe("hush");
    }

    [Fact]
    public async Task A_generated_key_needs_no_label_and_anothers_Secret_stays()
    {
        Put("show-stream-key", true, ("streamKey", Key));
        (await _keys.ReadAsync(_stream, CancellationToken.None)).View.Message.ShouldBe(
            "spec.input.streamKeySecretRef: Secret \"show-stream-key\" exists and belongs to something else; name it to use it");
        await _keys.PublishUrlsAsync(_stream, ["rtmp://203.0.113.7:1935/live"], Key, CancellationToken.None);
        _server.Find($"{Secrets}/show-stream-key")!["data"]!.AsObject().Select(d => d.Key).ShouldBe(["streamKey"]);
        _server.Remove($"{Secrets}/show-stream-key");

        await _keys.WriteAsync(_stream, Key, CancellationToken.None);
        await _keys.PublishUrlsAsync(_stream, ["rtmp://203.0.113.7:1935/live"], Key, CancellationToken.None);

        (await _keys.ReadAsync(_stream, CancellationToken.None)).Key.ShouldBe(Key);
        _server.Find($"{Secrets}/show-stream-key")!["data"]!.AsObject().Select(d => d.Key).ShouldBe(["streamKey", "url-0"]);
    }

    private void Put(string name, bool isLabeled, params (string Key, string Value)[] data) => _server.Put(Secrets, new()
    {
        ["metadata"] = new JsonObject { ["name"] = name, ["namespace"] = "talks", ["labels"] = new JsonObject { [SecretLabel.Name] = isLabeled ? "true" : "false" } },
        ["stringData"] = new JsonObject(data.Select(d => KeyValuePair.Create(d.Key, (JsonNode?)d.Value))),
    });
}
