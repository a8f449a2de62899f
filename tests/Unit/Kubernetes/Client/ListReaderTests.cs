using System.Text;
using System.Text.Json;
using k8s.Models;
using Onair.Api;
using Onair.Api.LiveStreams;
using Onair.Kubernetes.Client;
using Onair.Kubernetes.Resources;

namespace Onair.Tests.Unit.Kubernetes.Client;

public sealed class ListReaderTests
{
    private const string Item = """{"apiVersion":"onair.dev/v1alpha1","kind":"LiveStream","metadata":{"name":"a","namespace":"n","labels":{"t":"é \"{[,"}},"spec":{"state":"Running"}}""";
    private const string Unreadable = """{"metadata":{"name":"b","namespace":"n"},"spec":{"state":"Paused"}}""";

    public static TheoryData<string> Pages =>
    [
        // As a server writes custom resources, and as it writes built-in kinds.
        $$$"""{"apiVersion":"v1","items":[{{{Item}}}, {{{Unreadable}}},{{{Item}}}],"kind":"LiveStreamList","metadata":{"continue":"next","resourceVersion":"7"}}""" + "\n",
        $$$"""{"kind":"LiveStreamList","metadata":{"resourceVersion":"7","continue":"next","future":{"items":[1]}},"items":[{{{Item}}},{{{Unreadable}}},{{{Item}}}]}""",
    ];

    [Theory]
    [MemberData(nameof(Pages))]
    public async Task Reads_the_same_wherever_the_page_is_cut(string page)
    {
        var bytes = Encoding.UTF8.GetBytes(page);

        for (var cut = 0; cut <= bytes.Length; cut++)
        {
            var (items, metadata) = await ReadAsync(new InParts(bytes[..cut], bytes[cut..]));

            items.Select(s => s.Metadata.Name).ShouldBe(["a", "b", "a"], $"cut at {cut}");
            items.Select(s => s.Metadata.Unreadable?.Path).ShouldBe([null, "spec.state", null], $"cut at {cut}");
            items[2].Metadata.Labels!["t"].ShouldBe("é \"{[,");
            (metadata.ResourceVersion, metadata.ContinueProperty).ShouldBe(("7", "next"), $"cut at {cut}");
        }
    }

    [Theory]
    [InlineData("")]
    [InlineData("[]")]
    [InlineData("null")]
    [InlineData("""{"metadata":{"resourceVersion":"7"},"items":[{"metadata":{"name":"a"}}""")]
    [InlineData("""{"items":[{"metadata":{"name":5}}]}""")]
    public async Task An_incomplete_list_is_an_error(string page) =>
        await Should.ThrowAsync<JsonException>(() => ReadAsync(new MemoryStream(Encoding.UTF8.GetBytes(page))));

    [Theory]
    [InlineData("""{"metadata":{"resourceVersion":"7"},"items":null}""")]
    [InlineData("""{"metadata":{"resourceVersion":"7"},"items":[]}""")]
    [InlineData("""{"metadata":{"resourceVersion":"7"}}""")]
    public async Task A_list_may_be_empty(string page)
    {
        var (items, metadata) = await ReadAsync(new MemoryStream(Encoding.UTF8.GetBytes(page)));

        items.ShouldBeEmpty();
        (metadata.ResourceVersion, metadata.ContinueProperty).ShouldBe(("7", null));
    }

    [Fact]
    public void Managed_fields_are_passed_over_and_not_built()
    {
        var entries = string.Join(',', Enumerable.Range(0, 50).Select(i =>
            $$$"""{"manager":"m{{{i}}}","operation":"Update","time":"2026-01-02T03:04:05Z","fieldsType":"FieldsV1","fieldsV1":{"f:spec":{"f:state":{},"f:field{{{i}}}":{} } } }"""));
        var (plain, managed) = (Named(""), Named($$""","managedFields":[{{entries}}]"""));
        managed.Length.ShouldBeGreaterThan(plain.Length + 5_000);

        AllocatedBy(managed).ShouldBe(AllocatedBy(plain));

        static byte[] Named(string rest) => Encoding.UTF8.GetBytes($$$"""{"metadata":{"name":"a","namespace":"n"{{{rest}}}},"spec":{"state":"Running"}}""");
    }

    // The least of some, because a new buffer of a pool or the allocation of another part of the runtime may fall into one.
    private static long AllocatedBy(byte[] json) => Enumerable.Range(0, 20).Min(_ =>
    {
        var before = GC.GetAllocatedBytesForCurrentThread();
        var reader = new Utf8JsonReader(json);
        reader.Read();
        ObjectReader.Read(ref reader, OnairResources.LiveStreams.TypeInfo);
        return GC.GetAllocatedBytesForCurrentThread() - before;
    });

    private static async Task<(List<LiveStream> Items, V1ListMeta Metadata)> ReadAsync(Stream page)
    {
        var items = new List<LiveStream>();
        var reader = new ListReader<LiveStream>(OnairResources.LiveStreams, items.Add);
        await reader.ReadAsync(page, CancellationToken.None);
        return (items, reader.Metadata);
    }

    /// <summary>Each read returns one part, as a network does.</summary>
    private sealed class InParts(params byte[][] parts) : MemoryStream
    {
        private readonly Queue<byte[]> _parts = new(parts.Where(p => p.Length > 0));

        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            if (!_parts.TryDequeue(out var part)) return new(0);
            part.CopyTo(buffer);
            return new(part.Length);
        }
    }
}
