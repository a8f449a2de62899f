using System.Text;
using k8s.Models;
using Onair.Api.EventSinks;
using Onair.Kubernetes.Secrets;
using Onair.Operator.EventSinks;

namespace Onair.Tests.Unit.Operator.EventSinks;

/// <summary>What the environment has, what there is, and what is done about it.</summary>
public sealed class DefaultSinkDecisionTests
{
    private const bool Ours = true;
    private const bool Theirs = false;

    private static readonly (string Name, DefaultSinkSettings Wanted, EventSink? Sink, V1Secret? Secret, string[] Steps)[] Cases =
    [
        ("nothing wanted, nothing there", None, null, null, []),
        ("nothing wanted, ours there", None, Sink(Ours), Secret(Ours, "t"), ["delete sink", "delete secret"]),
        ("nothing wanted, ours on its way", None, Going(Sink(Ours)), Secret(Ours, "t"), ["delete secret"]),
        ("nothing wanted, theirs there", None, Sink(Theirs), Secret(Theirs, "t"), []),
        ("wanted, nothing there", With("t"), null, null, ["make secret", "make sink"]),
        ("wanted without a token", With(null), null, null, ["make sink"]),
        ("all as it is to be", With("t"), Sink(Ours, "t"), Secret(Ours, "t"), []),
        ("all as it is to be, without a token", With(null), Sink(Ours), null, []),
        ("another token", With("u"), Sink(Ours, "t"), Secret(Ours, "t"), ["change secret"]),
        ("a token of a former release", With("t"), Sink(Ours, "t"), Unlabeled(Secret(Ours, "t")), ["change secret"]),
        ("the token gone", With("t"), Sink(Ours, "t"), null, ["make secret"]),
        ("no token any more", With(null), Sink(Ours, "t"), Secret(Ours, "t"), ["change sink", "delete secret"]),
        ("no token, their secret", With(null), Sink(Ours), Secret(Theirs, "t"), []),
        ("another URL", With("t", "https://b.example/"), Sink(Ours, "t"), Secret(Ours, "t"), ["change sink"]),
        ("edited by hand", With("t"), Edited(Sink(Ours, "t")), Secret(Ours, "t"), ["change sink"]),
        ("their sink", With("t"), Sink(Theirs, "t"), null, ["EventSink downstream is taken"]),
        ("their secret", With("t"), null, Secret(Theirs, "t"), ["Secret downstream-token is taken"]),
        ("ours on its way", With("t"), Going(Sink(Ours, "t")), Secret(Ours, "t"), []),
    ];

    public static TheoryData<string> Names => [.. Cases.Select(c => c.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void The_operator_keeps_its_own_and_never_somebody_elses(string name)
    {
        var (_, wanted, sink, secret, steps) = Cases.Single(c => c.Name == name);

        DefaultSinkDecision.Steps(wanted, sink, secret).Select(Text).ShouldBe(steps);
    }

    private static string Text(DefaultSinkStep step) => step switch
    {
        DefaultSinkStep.WriteSecret s => s.Found is null ? "make secret" : "change secret",
        DefaultSinkStep.DeleteSecret => "delete secret",
        DefaultSinkStep.WriteSink s => s.Found is null ? "make sink" : "change sink",
        DefaultSinkStep.DeleteSink => "delete sink",
        DefaultSinkStep.NameTaken s => $"{s.Kind} {s.Name} is taken",
        _ => throw new NotSupportedException($"{step}"),
    };

    private static DefaultSinkSettings None => new(null, null);

    private static DefaultSinkSettings With(string? token, string url = "https://a.example/") => new(Spec(token, url), token);

    private static EventSinkSpec Spec(string? token, string url = "https://a.example/") => new()
    {
        Url = url,
        Format = EventFormat.Plain,
        AllNamespaces = true,
        TokenSecretRef = token is null ? null : new() { Name = "downstream-token" },
    };

    private static EventSink Sink(bool ours, string? token = null) => new() { Metadata = Metadata("downstream", ours), Spec = Spec(token) };

    private static EventSink Going(EventSink sink)
    {
        sink.Metadata.DeletionTimestamp = DateTime.UnixEpoch;
        return sink;
    }

    private static EventSink Edited(EventSink sink)
    {
        sink.Spec.Events = ["dev.onair.videoasset.*"];
        return sink;
    }

    private static V1Secret Secret(bool ours, string token) => new() { Metadata = Metadata("downstream-token", ours), Data = new Dictionary<string, byte[]> { ["token"] = Encoding.UTF8.GetBytes(token) } };

    private static V1Secret Unlabeled(V1Secret secret)
    {
        secret.Metadata.Labels.Remove(SecretLabel.Name);
        return secret;
    }

    private static V1ObjectMeta Metadata(string name, bool ours) =>
        new() { Name = name, NamespaceProperty = "onair-system", Uid = "1", Labels = new Dictionary<string, string> { ["app.kubernetes.io/managed-by"] = ours ? "onair-operator" : "Helm", [SecretLabel.Name] = "true" } };
}
