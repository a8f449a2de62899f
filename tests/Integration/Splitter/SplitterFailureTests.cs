using System.Net;
using Amazon.S3;
using Microsoft.AspNetCore.Http;
using Onair.Recordings.Cutting;
using Onair.Tests.Recordings;

namespace Onair.Tests.Integration.Splitter;

/// <summary>What goes wrong with the store or the worker, and what is left then.</summary>
public sealed class SplitterFailureTests(SplitterStore store) : IClassFixture<SplitterStore>
{
    private const int Sigkill = 9;
    private const int Sigterm = 15;

    public static TheoryData<string> Moments => new() { "reading", "uploading", "just before its end" };

    [Theory]
    [MemberData(nameof(Moments))]
    public async Task A_worker_that_is_killed_leaves_nothing_under_the_name_and_the_next_one_makes_the_section(string moment)
    {
        var key = $"killed/{Guid.NewGuid():N}.mp4";
        var (id, target) = await store.BeginAsync(key);
        var plan = await PlanAsync(target, 1.5, 591.1);
        var gate = moment switch
        {
            "reading" => new Gate(r => HttpMethods.IsGet(r.Method), after: 1),
            "uploading" => new Gate(r => HttpMethods.IsPut(r.Method), after: 1),
            // Part 1 is the last one to go.
            _ => new Gate(r => r.Query["partNumber"] == "1", after: 0, holdAnswer: true),
        };
        await using (var proxy = await GatedProxy.StartAsync(gate))
        {
            await using var killed = await SplitterProcess.StartAsync(store.Scratch, proxy.Through(plan));
            await gate.Reached.WaitAsync(TimeSpan.FromMinutes(3));
            var children = ProcessTree.Children(killed.Id).ToList();
            await killed.KillAsync();

            killed.Message.ShouldBeEmpty();
            await Eventually.ShouldBeAsync(() => children.All(c => !Directory.Exists($"/proc/{c}")), "its children die with it");
        }

        (await store.ExistsAsync(key)).ShouldBeFalse();
        await using var next = await SplitterProcess.StartAsync(store.Scratch, plan);
        await next.WaitAsync();
        var result = next.Result();
        (await store.ExistsAsync(key)).ShouldBeFalse();
        var file = await store.CompleteAsync(key, id, result.Parts);
        (await Mp4File.FramesAsync(file)).ShouldBe(Enumerable.Range(45, 17_688));
        new FileInfo(file).Length.ShouldBe(result.Bytes);
    }

    [Theory]
    [InlineData(Sigterm)]
    [InlineData(Sigkill)]
    public async Task A_worker_that_is_stopped_takes_its_children_along(int signal)
    {
        var key = $"stopped-{signal}.mp4";
        var (_, target) = await store.BeginAsync(key);
        var plan = await PlanAsync(target, 0, 600);
        await using var splitter = await SplitterProcess.StartAsync(
            store.Scratch, plan with { Pieces = [.. plan.Pieces.Select(p => p with { Index = p.Index with { Uniform = false } })] });
        List<int> children = [];
        await Eventually.ShouldBeAsync(() => (children = [.. ProcessTree.Children(splitter.Id)]).Count > 0, "an encoder");

        splitter.Signal(signal);
        await splitter.WaitAsync();

        splitter.Message.ShouldBe(signal == Sigterm ? "stopped before the section was complete" : "");
        await Eventually.ShouldBeAsync(() => children.All(c => !Directory.Exists($"/proc/{c}")), "its children are gone");
        (await store.ExistsAsync(key)).ShouldBeFalse();
    }

    [Fact]
    public async Task An_answer_that_is_cut_off_goes_on_from_the_byte_that_was_reached()
    {
        var key = $"resumed/{Guid.NewGuid():N}.mp4";
        var (id, target) = await store.BeginAsync(key);
        var plan = await PlanAsync(target, 10, 130);
        await using var proxy = await GatedProxy.StartAsync(new Gate(_ => false, 0), cutAt: 300_000);
        await using var splitter = await SplitterProcess.StartAsync(store.Scratch, proxy.Through(plan));
        await splitter.WaitAsync();

        var result = splitter.Result();
        proxy.Cuts.ShouldBe(2);
        (await Mp4File.FramesAsync(await store.CompleteAsync(key, id, result.Parts))).ShouldBe(Enumerable.Range(300, 3_600));
        result.BytesRead.ShouldBeLessThan(2 * plan.Pieces[0].Index.Gops.Sum(g => (long)g.Bytes));
    }

    public static TheoryData<string, HttpStatusCode> Refusals => new()
    {
        { "expired", HttpStatusCode.Forbidden },
        { "vanished", HttpStatusCode.NotFound },
        { "replaced", HttpStatusCode.PreconditionFailed },
        { "not to be uploaded", HttpStatusCode.Forbidden },
    };

    [Theory]
    [MemberData(nameof(Refusals))]
    public async Task Reports_a_refusal_of_the_store_without_the_signature(string what, HttpStatusCode status)
    {
        var (_, target) = await store.BeginAsync("refused.mp4");
        var plan = await PlanAsync(target, 10, 12);
        var segment = plan.Pieces[0];
        plan = what switch
        {
            "expired" => plan with { Pieces = [segment with { Url = Tampered(segment.Url) }] },
            "vanished" => plan with { Pieces = [segment with { Url = store.Sign("no/such/archive.000000.ts", HttpVerb.GET) }] },
            "replaced" => plan with { Pieces = [segment with { Index = segment.Index with { ETag = "\"00000000000000000000000000000000\"" } }] },
            _ => plan with { Output = target with { Parts = [.. target.Parts.Select(Tampered)] } },
        };

        await using var splitter = await SplitterProcess.StartAsync(store.Scratch, plan);
        await splitter.WaitAsync();

        splitter.Message.ShouldContain($"{(int)status} ");
        splitter.Message.ShouldContain(what switch { "vanished" => "archive.000000.ts is gone", "replaced" => "has changed since it was indexed", _ => "access is refused, or the signed URL has expired" });
        splitter.Output.Trim().ShouldBe(splitter.Message);
        splitter.Message.ShouldNotContain("Signature=");
        splitter.Message.ShouldNotContain('?');

        static Uri Tampered(Uri url) => new(url.AbsoluteUri.Replace("X-Amz-Signature=", "X-Amz-Signature=0", StringComparison.Ordinal));
    }

    private async Task<CutPlan> PlanAsync(UploadTarget target, double from, double to)
    {
        var segments = await store.SegmentsAsync(RecordingSpec.TenMinutes);
        return new CutPlan { Pieces = SectionPlan.Pieces(segments, from, to), Encoder = segments[0].Index.Encoder, Output = target };
    }
}
