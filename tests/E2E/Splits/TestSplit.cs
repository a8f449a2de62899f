using System.Text;
using System.Text.Json.Nodes;
using Amazon.S3;
using Onair.Api.ArchiveSplits;
using Onair.Tests.E2E.Cluster;
using Onair.Tests.E2E.Tools;

namespace Onair.Tests.E2E.Splits;

/// <summary>An ArchiveSplit of a test's stream, and the files that come of it.</summary>
internal sealed class TestSplit(Kubectl kubectl, AmazonS3Client s3, TestStream stream, string name)
{
    /// <summary>Declares sections by their bounds in seconds.</summary>
    public Task ApplyAsync(JsonObject more, params (double Start, double End)[] sections)
    {
        var spec = new JsonObject
        {
            ["streamRef"] = new JsonObject { ["name"] = stream.Name },
            ["nameModifier"] = name,
            ["sections"] = new JsonArray([.. sections.Select(s => new JsonObject { ["start"] = s.Start, ["end"] = s.End })]),
        };
        foreach (var (key, value) in more) spec[key] = value?.DeepClone();
        return kubectl.ApplyAsync(new JsonObject
        {
            ["apiVersion"] = "onair.dev/v1alpha1",
            ["kind"] = "ArchiveSplit",
            ["metadata"] = new JsonObject { ["name"] = name, ["namespace"] = stream.Name },
            ["spec"] = spec,
        });
    }

    public async Task<ArchiveSplitStatus> ReadyAsync(TimeSpan timeout)
    {
        try
        {
            await kubectl.RunAsync("wait", $"archivesplit/{name}", "--namespace", stream.Name, "--for=condition=Ready", $"--timeout={timeout.TotalSeconds}s");
        }
        catch (Exception e)
        {
            throw new TimeoutException(
                $"{e.Message}\n{await kubectl.TryAsync("describe", "archivesplit,jobs,pods", "--namespace", stream.Name)}"
                + await kubectl.TryAsync("logs", "--namespace", stream.Name, "--selector=app.kubernetes.io/component=splitter", "--tail=50"), e);
        }

        return (await kubectl.GetAsync("archivesplit", name, "--namespace", stream.Name))["status"].As<ArchiveSplitStatus>();
    }

    /// <summary>Deletes it, which waits for its finalizer.</summary>
    public Task DeleteAsync() => kubectl.RunAsync("delete", "archivesplit", name, "--namespace", stream.Name, "--timeout=60s");

    /// <summary>The names of its namespace's Jobs and Secrets of Jobs.</summary>
    public async Task<string> JobsAsync() =>
        (await kubectl.RunAsync("get", "jobs,pods,secrets", "--namespace", stream.Name, "--selector=onair.dev/archivesplit-uid", "--output=name")).Trim();

    /// <summary>From where people download the section: the URL in the Secret, which works without credentials.</summary>
    public async Task<Uri> UrlAsync(SplitSectionStatus section)
    {
        var file = Path.GetFileName(new Uri(section.OutputUrl!).AbsolutePath).Replace(".", "\\.", StringComparison.Ordinal);
        var url = await kubectl.RunAsync("get", "secret", $"{name}-downloads", "--namespace", stream.Name, $"--output=jsonpath={{.data.{file}}}");
        return new(Encoding.UTF8.GetString(Convert.FromBase64String(url.Trim())));
    }

    /// <summary>Fetches a section's MP4 and hands it on.</summary>
    public async Task WithFileAsync(SplitSectionStatus section, Func<string, Task> use)
    {
        var (location, file) = (new Uri(section.OutputUrl!), Path.ChangeExtension(Path.GetTempFileName(), ".mp4"));
        try
        {
            using (var content = await s3.GetObjectAsync(location.Host, location.AbsolutePath.TrimStart('/')))
                await content.WriteResponseStreamToFileAsync(file, append: false, CancellationToken.None);
            await use(file);
        }
        finally
        {
            File.Delete(file);
        }
    }
}
