using Onair.Emulator.Media;
using Onair.Emulator.Protocol;

namespace Onair.Emulator.MediaLive;

/// <summary>Errors that AWS reports when a channel starts, not when it is created.</summary>
internal static class StartRules
{
    public static IReadOnlyList<Violation> Check(
        Channel channel, DateTimeOffset start, Func<string, bool> packageChannelExists, Func<string, bool> bucketExists,
        Input input, Func<string, bool> parameterExists)
    {
        var violations = new List<Violation>();
        var packages = ChannelPlanner.PackageChannels(channel).ToList();
        violations.AddRange(packages.Where(id => !packageChannelExists(id))
            .Select(id => new Violation("destinations.mediaPackageSettings.channelId", $"MediaPackage channel '{id}' does not exist")));
        violations.AddRange(packages.GroupBy(id => id).Where(g => g.Count() > 1)
            .Select(g => new Violation("destinations.mediaPackageSettings.channelId", $"MediaPackage channel '{g.Key}' is the destination of {g.Count()} output groups")));
        var archives = ChannelPlanner.Archives(channel, start);
        violations.AddRange(archives.Select(a => a.Bucket).Distinct().Where(b => !bucketExists(b))
            .Select(b => new Violation("destinations.settings.url", b.Length == 0 ? "must have the form s3ssl://bucket/path" : $"bucket '{b}' does not exist")));
        violations.AddRange(archives.GroupBy(Target).Where(g => g.Count() > 1)
            .Select(g => new Violation("destinations.settings.url", $"{g.Count()} outputs write to the same destination '{g.Key}'")));
        violations.AddRange(input.Sources.Index().Where(s => s.Item.PasswordParam.Length > 0 && !parameterExists(s.Item.PasswordParam))
            .Select(s => new Violation($"sources[{s.Index}].passwordParam", $"input {input.Id}: parameter '{s.Item.PasswordParam}' does not exist")));
        return violations;
    }

    private static string Target(ArchivePlan archive) => $"s3ssl://{archive.Bucket}/{archive.KeyPrefix}{archive.NameModifier}";
}
