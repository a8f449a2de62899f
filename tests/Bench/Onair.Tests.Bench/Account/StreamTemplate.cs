using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using k8s;
using k8s.Models;
using Onair.Api;
using Onair.Api.LiveStreams;

namespace Onair.Tests.Bench.Account;

/// <summary>
/// A stream that the operator has created, with all that it consists of in the API server and in the emulator. Its copies have names and ids
/// of their own, and differ in nothing else from what the operator would have created in an hour.
/// </summary>
internal sealed partial class StreamTemplate
{
    private static int _lastId = 1_000_000;

    private readonly LiveStream _stream;
    private readonly V1Secret _key;
    private readonly IReadOnlyList<(string Path, string Text)> _files;
    private readonly IReadOnlyList<string> _ids;
    private readonly IReadOnlyList<string> _tokens;

    private StreamTemplate(LiveStream stream, V1Secret key, IReadOnlyList<(string Path, string Text)> files)
    {
        (_stream, _key, _files) = (stream, key, files);
        var (resources, reference) = (stream.Recorded.Resources, stream.Recorded.Ingest!.StreamKeySecretRef!);
        _ids = [resources.ChannelId!, resources.InputId!, resources.InputSecurityGroupId!];
        _tokens =
        [
            .. files.SelectMany(f => Token().Matches(f.Text)).Select(m => m.Groups[1].Value).Distinct(),
            Encoding.UTF8.GetString(key.Data![reference.Key]),
        ];
    }

    public static async Task<StreamTemplate> ReadAsync(AccountRig rig, string name)
    {
        var stream = await rig.Client.GetAsync(OnairResources.LiveStreams, name, AccountRig.Name);
        var key = await rig.Kubernetes.CoreV1.ReadNamespacedSecretAsync(stream.Recorded.Ingest!.StreamKeySecretRef!.Name, AccountRig.Name);
        var files = Directory.EnumerateFiles(rig.State, "*.json", SearchOption.AllDirectories)
            .Select(f => (Path.GetRelativePath(rig.State, f), File.ReadAllText(f))).Where(f => f.Item2.Contains(stream.Uid, StringComparison.Ordinal));
        return new(stream, key, [.. files]);
    }

    /// <summary>Makes a stream that differs in its name and its ids. The operator and the emulator must not run.</summary>
    public async Task CopyAsync(AccountRig rig, string name, CancellationToken cancellationToken)
    {
        var declared = new LiveStream
        {
            Metadata = new() { Name = name, NamespaceProperty = AccountRig.Name, Annotations = _stream.Metadata.Annotations, Finalizers = _stream.Metadata.Finalizers },
            Spec = _stream.Spec,
        };
        var created = await rig.Client.CreateAsync(OnairResources.LiveStreams, declared, cancellationToken);
        var text = Renaming(name, created.Uid);
        var copy = JsonSerializer.Deserialize(text(JsonSerializer.Serialize(_stream, OnairJsonContext.Default.LiveStream)), OnairJsonContext.Default.LiveStream)!;
        await rig.Client.ReplaceStatusAsync(OnairResources.LiveStreams, created.With(copy.Recorded), cancellationToken);
        var key = new V1Secret
        {
            Metadata = new()
            {
                Name = text(_key.Metadata.Name!),
                NamespaceProperty = AccountRig.Name,
                OwnerReferences = [.. _key.Metadata.OwnerReferences!.Select(o => new V1OwnerReference { ApiVersion = o.ApiVersion, Kind = o.Kind, Name = name, Uid = created.Uid, Controller = true })],
            },
            Type = _key.Type,
            Data = _key.Data!.ToDictionary(d => d.Key, d => Encoding.UTF8.GetBytes(text(Encoding.UTF8.GetString(d.Value)))),
        };
        await rig.Kubernetes.CoreV1.CreateNamespacedSecretAsync(key, AccountRig.Name, cancellationToken: cancellationToken);
        foreach (var file in _files) await File.WriteAllTextAsync(Path.Combine(rig.State, text(file.Path)), text(file.Text), cancellationToken);
    }

    private Func<string, string> Renaming(string name, string uid)
    {
        List<(string From, string To)> changes =
        [
            (_stream.Uid, uid), (_stream.Metadata.Name!, name),
            .. _ids.Select(id => (id, Interlocked.Increment(ref _lastId).ToString(CultureInfo.InvariantCulture))),
            .. _tokens.Select(token => (token, $"{Guid.NewGuid():N}{Guid.NewGuid():N}"[..token.Length])),
            .. _stream.Recorded.Sessions.Select(session => (session.Id, $"{Guid.NewGuid()}")),
        ];
        return text => changes.Aggregate(text, (changed, change) => changed.Replace(change.From, change.To, StringComparison.Ordinal));
    }

    [GeneratedRegex("\"Token\":\\s*\"([^\"]+)\"")]
    private static partial Regex Token();
}
