using System.Security.Cryptography;
using Onair.Emulator.Media;
using Onair.Emulator.Media.Encryption;
using Onair.Emulator.Media.Packaging;

namespace Onair.Tests.Unit.Emulator.Media.Packaging;

public sealed class EndpointStoreTests : IDisposable
{
    private static readonly DateTimeOffset Start = DateTimeOffset.FromUnixTimeSeconds(1_800_000_000);

    private readonly string _directory = Directory.CreateTempSubdirectory("onair-store-").FullName;
    private EndpointStore _store;
    private int _published;

    public EndpointStoreTests() => _store = Described(new EndpointStore(_directory));

    public void Dispose()
    {
        _store.Dispose();
        Directory.Delete(_directory, recursive: true);
    }

    [Fact]
    public void Numbers_go_on_after_a_restart()
    {
        Publish(beginsRun: true);
        Publish();
        Reopen();
        Publish(beginsRun: true);

        _store.Range(new TimeShift(Start, null)).Segments.Select(s => (s.Sequence, s.Discontinuity)).ShouldBe([(0L, 0), (1L, 0), (2L, 1)]);
    }

    [Fact]
    public void A_line_torn_by_a_crash_and_parts_are_forgotten()
    {
        Publish(beginsRun: true);
        Publish();
        _store.Dispose();
        var log = Path.Combine(_directory, "segments.jsonl");
        File.WriteAllText(log, File.ReadAllText(log)[..^10]);
        File.WriteAllText(Path.Combine(_directory, "a", "x.part"), "");
        Reopen();

        _store.Live().ShouldHaveSingleItem().Sequence.ShouldBe(0);
        Directory.GetFiles(_directory, "*.part", SearchOption.AllDirectories).ShouldBeEmpty();
    }

    [Fact]
    public void Expired_segments_are_deleted_and_their_numbers_never_used_again()
    {
        for (var i = 0; i < 10; i++) Publish(beginsRun: i == 0);

        _store.Trim(Start.AddHours(1));

        File.Exists(_store.SegmentPath("a", 4)).ShouldBeFalse();
        _store.FindFile("a", 4).ShouldBeNull();
        _store.FindFile("a", 5).ShouldNotBeNull().Exists.ShouldBeTrue();
        Reopen();
        _store.Range(new TimeShift(Start, null)).Segments.Select(s => s.Sequence).ShouldBe([5, 6, 7, 8, 9]);
    }

    [Fact]
    public void A_ladder_of_other_names_starts_over_but_not_its_numbers()
    {
        Publish(beginsRun: true);
        _store.Describe(State("b"));
        _store.CreateRenditions(["b"]);
        Publish(beginsRun: true, rendition: "b");

        _store.Live().ShouldHaveSingleItem().Sequence.ShouldBe(1);
        File.Exists(_store.SegmentPath("a", 0)).ShouldBeFalse();
    }

    [Fact]
    public void A_segment_never_starts_before_its_predecessor_ended()
    {
        Publish(beginsRun: true);
        _published = 0;
        Publish();

        _store.Live()[1].Start.ShouldBe(_store.Live()[0].End);
    }

    [Fact]
    public void An_encrypted_segment_is_stored_as_ciphertext_and_its_key_is_told_after_a_restart_but_not_kept()
    {
        var key = new ContentKey([.. Enumerable.Range(0, 16).Select(i => (byte)i)], new SegmentKey("https://keys.test/1", null, "identity", "1"));
        Publish(beginsRun: true);
        Publish(key: key);
        Reopen();

        _store.Live().Select(s => s.Key).ShouldBe([null, key.Tag]);
        _store.Live()[1].Bytes.ShouldBe([16]);
        using var aes = Aes.Create();
        aes.Key = key.Value;
        var vector = new byte[16];
        vector[15] = 1; // the media sequence number
        aes.DecryptCbc(File.ReadAllBytes(_store.SegmentPath("a", 1)), vector).ShouldBe("media"u8.ToArray());
        foreach (var file in Directory.GetFiles(_directory, "*.json*"))
            File.ReadAllText(file).ShouldNotContain(Convert.ToBase64String(key.Value));
    }

    [Fact]
    public void Nothing_is_served_while_there_never_was_a_key()
    {
        var key = new ContentKey(new byte[16], new SegmentKey("https://keys.test/1", null, null, null));
        Publish(beginsRun: true);
        _store.Withhold();
        _store.Live().ShouldBeEmpty();
        _store.Range(new TimeShift(Start, null)).Segments.ShouldBeEmpty();

        Publish(beginsRun: true, key: key);
        _store.Live().Count.ShouldBe(2);
        _store.Withhold();
        _store.Live().Count.ShouldBe(2, "there was a key");
    }

    private static EndpointState State(string rendition) => new(
        new PackageEndpoint("t", "index", 2, 4, 10), 2, [new Variant(rendition, 2, 2, 25, "avc1.4D401E", 1, 1)]);

    private static EndpointStore Described(EndpointStore store)
    {
        store.CreateRenditions(["a"]);
        store.Describe(State("a"));
        return store;
    }

    private void Reopen()
    {
        _store.Dispose();
        _store = new EndpointStore(_directory);
    }

    private void Publish(bool beginsRun = false, string rendition = "a", ContentKey? key = null)
    {
        var part = _store.PartPath(rendition);
        File.WriteAllText(part, "media");
        _store.Publish([part], _store.Place(Start.AddSeconds(2 * _published++)), 180_000, beginsRun, key);
    }
}
