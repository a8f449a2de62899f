using System.Collections.Concurrent;
using System.Globalization;
using System.Text;
using Amazon.Runtime;
using Microsoft.Extensions.Logging.Abstractions;
using Onair.Operator;
using Onair.Operator.Archives;
using Onair.Operator.AwsAccounts;
using Onair.Tests.Unit.Aws.Loopback;
using Onair.Tests.Unit.Recordings;

namespace Onair.Tests.Unit.Operator.Archives;

/// <summary>An archive in a bucket that counts what is read: segments of 2 s and more than a megabyte each.</summary>
internal sealed class ArchiveRig : IAsyncDisposable
{
    public static readonly S3Location Folder = new("archive", "show");

    private readonly ConcurrentDictionary<string, byte[]> _objects = new(StringComparer.Ordinal);
    private readonly ConcurrentQueue<(string Key, bool Whole, long Bytes)> _reads = [];
    private readonly ManualResetEventSlim _open = new(true);
    private string _provider = "";
    private LoopbackService _server = null!;

    public ProviderAccount Account { get; private set; } = null!;

    /// <summary>The segments that were read as a whole.</summary>
    public IReadOnlyList<string> Whole => [.. _reads.Where(r => r.Whole && r.Key.EndsWith(".ts", StringComparison.Ordinal)).Select(r => Path.GetFileName(r.Key)).Order(StringComparer.Ordinal)];

    /// <summary>Reads of segments, and their bytes.</summary>
    public (int Count, long Bytes) Read => (Segments.Count(), Segments.Sum(r => r.Bytes));

    public IReadOnlyList<string> Keys => [.. _objects.Keys.Order(StringComparer.Ordinal)];

    private IEnumerable<(string Key, bool Whole, long Bytes)> Segments => _reads.Where(r => r.Key.EndsWith(".ts", StringComparison.Ordinal));

    public static async Task<ArchiveRig> StartAsync(string provider, int segments)
    {
        var rig = new ArchiveRig { _provider = provider };
        for (var i = 0; i < segments; i++) rig._objects[$"show/a/archive.{i:000000}.ts"] = Segment(i);
        rig._server = await LoopbackService.StartAsync(rig.Answer);
        rig.Account = new(provider, new() { Region = "eu-central-1", EndpointUrl = rig._server.Url }, new BasicAWSCredentials("onair", "secret"));
        return rig;
    }

    public static ArchiveIndexer Indexer() => new(NullLogger<ArchiveIndexer>.Instance);

    /// <summary>Answers no request for an object until it is opened again.</summary>
    public void Block() => _open.Reset();

    public void Open() => _open.Set();

    public async ValueTask DisposeAsync()
    {
        Open();
        Account.Dispose();
        await _server.DisposeAsync();
        _open.Dispose();
    }

    private static byte[] Segment(int number)
    {
        var (pts, filler) = (number * 60 * SegmentBuilder.Frame, new byte[188]);
        (filler[0], filler[1], filler[2], filler[3]) = (0x47, 0x1f, 0xff, 0x10);
        var segment = new SegmentBuilder().Group(pts, 30);
        segment.Raw([.. Enumerable.Repeat(filler, 6_000).SelectMany(f => f)]);
        return segment.Group(pts + (30 * SegmentBuilder.Frame), 30).ToArray();
    }

    private Reply Answer(ReceivedRequest request)
    {
        if (request.Method == "GET" && request.Query.Any(q => q.Name == "list-type")) return List();
        _open.Wait();
        var key = request.RawPath["/archive/".Length..];
        if (request.Method == "PUT")
        {
            _objects[key] = request.Body;
            return new(200, []);
        }

        var (stored, range) = (_objects[key], request.Headers.GetValueOrDefault("Range"));
        if (range is null)
        {
            _reads.Enqueue((key, true, stored.Length));
            return new(200, stored);
        }

        var ends = range["bytes=".Length..].Split('-').Select(e => int.Parse(e, CultureInfo.InvariantCulture)).ToArray();
        var part = stored[ends[0]..(ends[1] + 1)];
        _reads.Enqueue((key, false, part.Length));
        return new(206, part);
    }

    private Reply List()
    {
        var text = new StringBuilder("<ListBucketResult><Name>archive</Name><IsTruncated>false</IsTruncated>");
        foreach (var key in Keys)
        {
            // Stored as it ended.
            var stored = Tape.Start.AddSeconds(key.EndsWith(".ts", StringComparison.Ordinal) ? (int.Parse(key[^9..^3], CultureInfo.InvariantCulture) + 1) * 2 : 60);
            text.Append(CultureInfo.InvariantCulture, $"<Contents><Key>{key}</Key><LastModified>{stored:yyyy-MM-ddTHH:mm:ss.fffZ}</LastModified><ETag>\"{_provider}-{key}\"</ETag><Size>{_objects[key].Length}</Size></Contents>");
        }

        return Reply.Xml(200, text.Append("</ListBucketResult>").ToString());
    }
}
