using System.Text;
using System.Text.Json.Nodes;
using k8s.Models;
using Onair.Api.ArchiveSplits;
using Onair.Api.EventSinks;
using Onair.Api.VideoAssets;
using Onair.Events;
using Onair.Events.Data;
using Onair.Events.Formats;
using Onair.Events.Kinds;
using Onair.Events.Transitions;

namespace Onair.Tests.Unit.Events.Data;

/// <summary>However much a resource holds, its events stay small.</summary>
public sealed class EventDataBoundTests
{
    private const int Many = 25;

    [Fact]
    public void The_data_of_any_stream_fits() => Each(random =>
    {
        var stream = SampleResources.Stream(running: true);
        Enlarge(stream.Metadata, random);
        stream.Spec = stream.Spec with { Input = new() { Sources = [new() { Url = Url(random) }, new() { Url = Url(random) }] } };
        stream.Status = stream.Status! with
        {
            Phase = Text(random, 5_000),
            Ingest = new() { Endpoints = [.. Enumerable.Range(0, random.Next(50)).Select(_ => Url(random))] },
            Playback = new() { Url = Url(random), LiveUrl = Url(random) },
            Sessions = [.. stream.Status.Sessions.Select(s => s with { ArchivePath = Url(random) })],
        };
        var transition = Changed(EventTypes.LiveStreamFailed, random);
        return SampleEvents.Of(transition, stream.Metadata, "livestreams", 1, LiveStreamEventKind.Definition.Data(stream, transition, SampleResources.At));
    });

    [Fact]
    public void The_data_of_any_split_fits() => Each(random =>
    {
        var split = SampleResources.Split();
        Enlarge(split.Metadata, random);
        split.Status = split.Status! with
        {
            OutputPath = Url(random),
            Sections =
            [
                .. Enumerable.Range(0, random.Next(1, 100)).Select(position => new SplitSectionStatus
                {
                    Position = position, Title = Text(random, 200), State = SplitSectionState.Completed, OutputUrl = Url(random), PlaylistUrl = Url(random), Message = Text(random, 3_000),
                }),
            ],
        };
        var transition = Changed(EventTypes.ArchiveSplitCompleted, random) with { Section = 0 };
        return SampleEvents.Of(transition, split.Metadata, "archivesplits", 1, ArchiveSplitEventKind.Definition.Data(split, transition, SampleResources.At));
    });

    [Fact]
    public void The_data_of_any_video_fits() => Each(random =>
    {
        var asset = SampleResources.Asset();
        Enlarge(asset.Metadata, random);
        asset.Spec = asset.Spec with
        {
            Title = Text(random, 200),
            Description = Text(random, 4_096),
            Source = new() { Url = Url(random) },
            Chapters = [.. Enumerable.Range(0, random.Next(500)).Select(i => new ChapterSpec { StartSeconds = i, Title = Text(random, 200) })],
            Metadata = Enumerable.Range(0, random.Next(40)).ToDictionary(i => $"{i}{Text(random, 300)}", _ => Text(random, 3_000)),
        };
        asset.Status = asset.Status! with { Error = Text(random, 40_000), AssetId = Text(random, 3_000), Playback = new() { Id = Text(random, 3_000), Url = Url(random) }, ThumbnailUrl = Url(random) };
        var transition = Changed(EventTypes.VideoAssetErrored, random);
        return SampleEvents.Of(transition, asset.Metadata, "videoassets", 1, VideoAssetEventKind.Definition.Data(asset, transition, SampleResources.At));
    });

    [Fact]
    public void Shortens_the_description_first()
    {
        var asset = SampleResources.Asset();
        asset.Spec = asset.Spec with { Description = new('é', 9_000) };

        var data = JsonNode.Parse(VideoAssetEventKind.Definition.Data(asset, new(EventTypes.VideoAssetReady), SampleResources.At))!;

        ((bool?)data["truncated"]).ShouldBe(true);
        Encoding.UTF8.GetByteCount((string)data["description"]!).ShouldBeInRange(900, 1_000);
        ((string)data["description"]!).ShouldEndWith("é…");
        data["chapters"]!.AsArray().Count.ShouldBe(3);
        data["metadata"]!.AsObject().Count.ShouldBe(2);
    }

    [Fact]
    public void A_letter_is_not_cut_in_two()
    {
        var asset = SampleResources.Asset();
        asset.Spec = asset.Spec with { Description = string.Concat(Enumerable.Repeat("😀", 5_000)) };

        var data = JsonNode.Parse(VideoAssetEventKind.Definition.Data(asset, new(EventTypes.VideoAssetReady), SampleResources.At))!;

        ((string)data["description"]!).EnumerateRunes().ShouldAllBe(letter => letter.Value == 0x1F600 || letter.Value == '…');
    }

    private static void Each(Func<Random, Onair.Api.Common.PendingEvent> make)
    {
        var truncated = 0;
        for (var seed = 1; seed <= Many; seed++)
        {
            var pending = make(new(seed));
            Encoding.UTF8.GetByteCount(pending.Data).ShouldBeLessThanOrEqualTo(EventData.MaxBytes, $"seed {seed}");
            var data = JsonNode.Parse(pending.Data)!;
            ((string?)data["resource"]!["uid"]).ShouldNotBeNull();
            if ((bool?)data["truncated"] == true) truncated++;
            foreach (var spec in new EventSinkSpec[] { new(), new() { BatchSize = 10 }, new() { Format = EventFormat.Plain } })
                SinkRequestBuilder.Of(spec, [pending]).ShouldAllBe(request => request.Body.Length < SinkRequestBuilder.MaxBytes && request.Headers.Sum(h => h.Key.Length + h.Value.Length) < 4_000, $"seed {seed}");
        }

        truncated.ShouldBeGreaterThan(Many / 2);
    }

    private static Transition Changed(string type, Random random) => new(type) { Reason = Text(random, 1_000), Message = Text(random, 40_000), SessionId = SampleResources.SessionId };

    private static void Enlarge(V1ObjectMeta metadata, Random random) =>
        metadata.Labels = Enumerable.Range(0, random.Next(200)).ToDictionary(i => $"label-{i}", _ => Text(random, 63));

    private static string Url(Random random) => $"https://example.com/{Text(random, 3_000)}";

    // Letters that take one byte and those that take many, control characters, halves of letters: a text is what somebody sent.
    private static string Text(Random random, int most)
    {
        const string Alphabet = "abc def\"\\\n\u0001éß漢字😀\ud83d";
        return string.Create(random.Next(most), random, (letters, random) => random.GetItems(Alphabet, letters));
    }
}
