using Onair.Api.ArchiveSplits;
using Onair.Tests.Integration.Operator;

namespace Onair.Tests.Integration.ArchiveSplits;

/// <summary>Operator and splitter are killed in the middle of their work.</summary>
[Collection(ControlPlaneCollection.Name)]
public sealed class KillTests(SplitRig rig) : IClassFixture<SplitRig>
{
    private static readonly (double, double)[] Three = [(0, 20), (21.5, 39), (40, 60)];

    [Theory]
    [InlineData("s3:CreateMultipartUpload")]
    [InlineData("s3:ListParts")]
    [InlineData("s3:CompleteMultipartUpload")]
    public async Task Killed_when_a_call_had_its_effect_the_operator_finishes_the_rest_and_cuts_nothing_twice(string operation)
    {
        var name = operation[3..].ToLowerInvariant();
        await rig.RecordedAsync(name);
        var killed = rig.Proxy.LoseAnswer(operation, Lost.Cut, first: rig.Operator.KillAsync);
        await rig.CreateAsync(name, name, null, Three);
        await killed.WaitAsync(TimeSpan.FromMinutes(2));
        (await HalfWrittenAsync(name)).ShouldBeEmpty();

        await rig.RestartOperatorAsync();

        await ShouldBeWholeAsync(name, attempts: 1);
        rig.Jobs.Ran.Count(j => j.StartsWith($"{name}-", StringComparison.Ordinal)).ShouldBe(3, "no section was cut twice");
    }

    [Theory]
    [InlineData(1)]
    [InlineData(150)]
    [InlineData(400)]
    public async Task A_splitter_that_is_killed_is_run_again_and_the_finished_sections_are_not(int milliseconds)
    {
        var name = $"killed-{milliseconds}";
        await rig.RecordedAsync(name);
        rig.Jobs.During = async (job, splitter) =>
        {
            if (!job.StartsWith($"{name}-", StringComparison.Ordinal) || !job.EndsWith("-1-1", StringComparison.Ordinal)) return;
            await Task.Delay(milliseconds);
            await splitter.KillAsync();
        };
        await rig.CreateAsync(name, name, null, Three);

        var split = await ShouldBeWholeAsync(name, attempts: null);

        split.Recorded.Sections[0].Attempts.ShouldBe(1);
        split.Recorded.Sections[1].Attempts.ShouldNotBeNull().ShouldBeInRange(1, 2);
        rig.Jobs.Ran.Count(j => j.StartsWith($"{name}-", StringComparison.Ordinal)).ShouldBe(split.Recorded.Sections.Sum(s => s.Attempts ?? 0));
    }

    private async Task<Onair.Api.ArchiveSplits.ArchiveSplit> ShouldBeWholeAsync(string name, int? attempts)
    {
        var split = await rig.ReadyAsync(name, 180);
        split.Recorded.Sections.Select(s => Math.Round(s.DurationSeconds ?? 0, 2)).ShouldBe([20, 17.5, 20]);
        if (attempts is not null) split.Recorded.Sections.ShouldAllBe(s => s.Attempts == attempts);
        (await rig.OutputsAsync(name, name)).ShouldBe(["index_0.m3u8", "index_0.mp4", "index_1.m3u8", "index_1.mp4", "index_2.m3u8", "index_2.mp4"]);
        await Eventually.ShouldBeAsync(
            async () => !(await rig.LeftoversAsync()).Any(l => l.Contains(name, StringComparison.Ordinal)), () => $"nothing is left of {name}\n{rig.Operator.Tail()}");
        return split;
    }

    // An MP4 that is there is whole: it is the size that its section's pod told.
    private async Task<IReadOnlyList<string>> HalfWrittenAsync(string name)
    {
        var completed = (await rig.FindAsync(name))!.Recorded.Sections.Where(s => s.State == SplitSectionState.Completed).Select(s => $"index_{s.Position}.mp4").ToList();
        var there = (await rig.OutputsAsync(name, name)).Where(k => k.EndsWith(".mp4", StringComparison.Ordinal)).Except(completed).ToList();
        List<string> broken = [];
        foreach (var key in there)
        {
            using var stored = await rig.S3.GetObjectAsync(SplitRig.Bucket, $"shows/{rig.Name}/{name}/{name}/{key}");
            using var bytes = new MemoryStream();
            await stored.ResponseStream.CopyToAsync(bytes);
            if ((await Media.Tool.ProbeAsync(bytes.ToArray(), "-show_entries", "format=duration", "-of", "csv=p=0")).Length == 0) broken.Add(key);
        }

        return broken;
    }
}
