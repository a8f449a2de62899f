using Onair.Emulator.Auth;
using Onair.Emulator.S3.Storage;

namespace Onair.Emulator.S3;

/// <summary>Object tags: the header, the XML, S3's limits.</summary>
internal static class Tagging
{
    private const int MostTags = 10;
    private const int LongestKey = 128;
    private const int LongestValue = 256;

    /// <summary>The tags of an <c>x-amz-tagging</c> header, which looks like a query.</summary>
    public static IReadOnlyDictionary<string, string> ParseHeader(string header) => Check(RawUrl.Parameters(header));

    public static async Task GetAsync(S3Request request, Bucket bucket)
    {
        var found = bucket.Find(request.Key!) ?? throw S3Errors.NoSuchKey(request.Key!);
        await S3Xml.WriteAsync(request.Context, "Tagging", xml =>
        {
            xml.WriteStartElement("TagSet");
            foreach (var (key, value) in found.Attributes.Tags)
            {
                xml.WriteStartElement("Tag");
                xml.WriteElementString("Key", key);
                xml.WriteElementString("Value", value);
                xml.WriteEndElement();
            }

            xml.WriteEndElement();
        });
    }

    public static async Task PutAsync(S3Request request, Bucket bucket)
    {
        var xml = await S3Xml.ReadAsync(request.Context, "Tagging");
        Replace(bucket, request.Key!, Check((xml.Child("TagSet") ?? throw S3Errors.MalformedXml()).Children("Tag")
            .Select(t => (t.Text("Key") ?? throw S3Errors.MalformedXml(), t.Text("Value") ?? throw S3Errors.MalformedXml()))));
        request.Context.Response.StatusCode = StatusCodes.Status200OK;
    }

    public static void Delete(S3Request request, Bucket bucket)
    {
        Replace(bucket, request.Key!, new Dictionary<string, string>());
        request.Context.Response.StatusCode = StatusCodes.Status204NoContent;
    }

    private static void Replace(Bucket bucket, string key, IReadOnlyDictionary<string, string> tags) =>
        bucket.Update(key, o => o with { Attributes = o.Attributes with { Tags = tags } });

    private static Dictionary<string, string> Check(IEnumerable<(string Key, string Value)> tags)
    {
        var result = new Dictionary<string, string>();
        foreach (var (key, value) in tags)
        {
            if (key.Length is 0 or > LongestKey)
                throw Invalid($"The TagKey \"{key}\" you have provided is invalid: 1 to {LongestKey} characters");
            if (value.Length > LongestValue)
                throw Invalid($"The TagValue of \"{key}\" you have provided is invalid: at most {LongestValue} characters");
            if (!result.TryAdd(key, value)) throw Invalid("Cannot provide multiple Tags with the same key");
        }

        return result.Count <= MostTags
            ? result
            : throw new AwsException(400, "BadRequest", $"Object tags cannot be greater than {MostTags}");
    }

    private static AwsException Invalid(string message) => new(400, "InvalidTag", message);
}
