using System.Text;
using System.Text.Json.Nodes;
using k8s.Models;
using Onair.Kubernetes.Client;
using Onair.Kubernetes.Events;
using Onair.Kubernetes.Resources;
using Onair.Kubernetes.Secrets;
using Onair.Tests.Unit.Gateway;

namespace Onair.Tests.Unit.Kubernetes.Secrets;

/// <summary>Who gets the content of which Secret.</summary>
public sealed class SecretReaderTests : IDisposable
{
    private const string Collection = "/api/v1/namespaces/talks/secrets";
    private const string Refusal =
        "Secret \"talks/hooks\" does not have the label onair.dev/readable=true, so Onair does not read it. Run \"kubectl label secret -n talks hooks onair.dev/readable=true\"";

    private readonly FakeApiServer _server = new();
    private readonly KubernetesClient _client;
    private readonly LineLog _log = new();
    private readonly SecretUse _use = SecretUse.In(Object("sink", "uid-1"), "hooks");

    public SecretReaderTests() => _client = _server.Client();

    public void Dispose()
    {
        _client.Dispose();
        _server.Dispose();
    }

    [Theory]
    [InlineData("true", null, true, true)]
    [InlineData("true", null, false, true)]
    [InlineData(null, "uid-1", true, true)]
    [InlineData(null, "uid-1", false, true)]
    [InlineData(null, null, true, false)]
    [InlineData(null, null, false, true)]
    [InlineData("false", null, true, false)]
    [InlineData("True", null, true, false)]
    [InlineData(null, "uid-2", true, false)]
    [InlineData(null, "uid-2", false, true)]
    public async Task A_Secret_is_read_with_the_label_or_as_the_objects_own(string? label, string? owner, bool required, bool isRead)
    {
        Put(label, owner);

        var answer = await _client.Reader(new(required), log: _log).ReadAsync(_use, CancellationToken.None);

        if (isRead) Encoding.UTF8.GetString(answer.ShouldBeOfType<SecretAnswer.Readable>().Content.GetData("token")!).ShouldBe("hush");
        else answer.ShouldBe(new SecretAnswer.Refused(Refusal));
        _log.Lines.Count.ShouldBe(isRead && label != "true" && owner != "uid-1" ? 1 : 0, "a warning");
    }

    [Fact]
    public async Task An_object_without_a_uid_owns_nothing()
    {
        Put(null, "uid-1");

        (await _client.Reader().ReadAsync(SecretUse.In(Object("sink", null), "hooks"), CancellationToken.None)).ShouldBeOfType<SecretAnswer.Refused>();
    }

    [Fact]
    public async Task A_missing_Secret_is_missing() => (await _client.Reader().ReadAsync(_use, CancellationToken.None)).ShouldBe(new SecretAnswer.Missing());

    [Fact]
    public async Task A_Secret_that_gets_or_loses_the_label_is_read_or_refused_from_then_on()
    {
        var reader = _client.Reader();
        Put(null, null);
        (await reader.ReadAsync(_use, CancellationToken.None)).ShouldBeOfType<SecretAnswer.Refused>();

        Put("true", null);
        (await reader.ReadAsync(_use, CancellationToken.None)).ShouldBeOfType<SecretAnswer.Readable>();

        Put(null, null);
        (await reader.ReadAsync(_use, CancellationToken.None)).ShouldBe(new SecretAnswer.Refused(Refusal));
    }

    [Fact]
    public async Task Each_use_of_a_Secret_without_the_label_is_warned_about_once_in_the_log_and_in_an_Event()
    {
        var events = new EventRecorder(_client);
        var reader = _client.Reader(LabelRule.Warned, events, _log);
        Put(null, null);

        for (var i = 0; i < 3; i++) await reader.ReadAsync(_use, CancellationToken.None);
        await reader.WarnAsync(_use, CancellationToken.None);
        await reader.ReadAsync(SecretUse.In(Object("other", "uid-9"), "hooks"), CancellationToken.None);

        _log.Lines.ShouldBe([$"EventSink talks/sink: {Warning}", $"EventSink talks/other: {Warning}"]);
        var told = await DeliveredAsync(events);
        told.Select(e => $"{e["reason"]} {e["involvedObject"]!["name"]}: {e["message"]}").ShouldBe(
            [$"SecretNotLabeled sink: {Warning}", $"SecretNotLabeled other: {Warning}"], ignoreOrder: true);
        told.ShouldAllBe(e => (string)e["type"]! == "Warning");
    }

    [Fact]
    public async Task A_label_that_is_removed_again_is_warned_about_again()
    {
        var reader = _client.Reader(LabelRule.Warned, log: _log);
        foreach (var label in new[] { null, "true", null })
        {
            Put(label, null);
            await reader.ReadAsync(_use, CancellationToken.None);
        }

        _log.Lines.Count.ShouldBe(2);
    }

    [Fact]
    public async Task A_required_label_is_no_warning()
    {
        Put(null, null);

        await _client.Reader(log: _log).WarnAsync(_use, CancellationToken.None);

        _log.Lines.Count.ShouldBe(0);
        _server.Requests.ShouldBeEmpty();
    }

    [Theory]
    [InlineData(null, false, false)]
    [InlineData("uid-1", true, false)]
    [InlineData("uid-2", false, true)]
    public async Task The_content_of_anothers_Secret_is_not_given_away_even_with_the_label(string? owner, bool isOurs, bool isAnothers)
    {
        if (owner is not null) Put("true", owner);

        var found = await _client.Reader(LabelRule.Warned).FindOwnedAsync(_use.By, "hooks", CancellationToken.None);

        (found.Secret is not null, found.IsAnothers).ShouldBe((isOurs, isAnothers));
    }

    [Fact]
    public void A_Secret_does_not_get_into_a_log_by_printing()
    {
        var secret = new V1Secret { Data = new Dictionary<string, byte[]> { ["token"] = "hush"u8.ToArray() } };

        $"{new SecretAnswer.Readable(secret)} {new OwnedSecret(secret, false)} {SecretContent.Of("s", "token", "hush")}".ShouldBe("Readable owned s");
    }

    private static string Warning =>
        "Secret \"talks/hooks\" does not have the label onair.dev/readable=true. Onair reads it only while secrets.requireLabel of the chart is false. "
        + "Run \"kubectl label secret -n talks hooks onair.dev/readable=true\"";

    private static V1ConfigMap Object(string name, string? uid) => new() { ApiVersion = "onair.dev/v1alpha1", Kind = "EventSink", Metadata = new() { Name = name, NamespaceProperty = "talks", Uid = uid } };

    private void Put(string? label, string? owner)
    {
        var metadata = new JsonObject { ["name"] = "hooks", ["namespace"] = "talks" };
        if (label is not null) metadata["labels"] = new JsonObject { [SecretLabel.Name] = label };
        if (owner is not null) metadata["ownerReferences"] = new JsonArray(new JsonObject { ["apiVersion"] = "onair.dev/v1alpha1", ["kind"] = "EventSink", ["name"] = "sink", ["uid"] = owner });
        _server.Put(Collection, new() { ["metadata"] = metadata, ["data"] = new JsonObject { ["token"] = Convert.ToBase64String("hush"u8) } });
    }

    private async Task<IReadOnlyList<JsonNode>> DeliveredAsync(EventRecorder events)
    {
        using var end = new CancellationTokenSource();
        await end.CancelAsync();
        await events.RunAsync(end.Token);
        return _server.All("/api/v1/namespaces/talks/events");
    }
}
