using System.Globalization;
using System.Net;
using System.Text.RegularExpressions;
using Onair.Emulator.Auth;
using Onair.Emulator.S3.Storage;

namespace Onair.Emulator.S3;

/// <summary>Buckets: create, head, list, delete, location.</summary>
internal static partial class BucketOperations
{
    private const string Virginia = "us-east-1";

    public static async Task CreateAsync(S3Request request, ObjectStore store, AwsCaller caller)
    {
        var name = request.Bucket!;
        if (!IsName(name)) throw InvalidName(name);
        ObjectWrites.RefuseAcl(request);
        var region = Virginia;
        if (request.Context.Request.ContentLength > 0 || request.Header("Transfer-Encoding") is not null)
            region = (await S3Xml.ReadAsync(request.Context, "CreateBucketConfiguration")).Text("LocationConstraint") ?? caller.Region;
        // Creating one's own bucket again succeeds only in us-east-1, for backward compatibility in S3.
        if (!store.TryCreate(name, region) && store.Get(name).Record.Region != Virginia)
        {
            throw new AwsException(409, "BucketAlreadyOwnedByYou",
                "Your previous request to create the named bucket succeeded and you already own it.")
            {
                Details = new Dictionary<string, string> { ["BucketName"] = name },
            };
        }

        request.Context.Response.Headers.Location = "/" + name;
    }

    public static void Head(S3Request request, Bucket bucket)
    {
        request.Context.Response.Headers["x-amz-bucket-region"] = bucket.Record.Region;
        request.Context.Response.Headers["x-amz-access-point-alias"] = "false";
    }

    public static void Delete(S3Request request, ObjectStore store, Bucket bucket)
    {
        if (!store.TryDelete(bucket))
        {
            throw new AwsException(409, "BucketNotEmpty", "The bucket you tried to delete is not empty")
            {
                Details = new Dictionary<string, string> { ["BucketName"] = bucket.Record.Name },
            };
        }

        request.Context.Response.StatusCode = StatusCodes.Status204NoContent;
    }

    public static Task LocationAsync(S3Request request, Bucket bucket) =>
        S3Xml.WriteAsync(request.Context, "LocationConstraint", xml =>
        {
            if (bucket.Record.Region != Virginia) xml.WriteString(bucket.Record.Region);
        });

    /// <summary>Versioning is never enabled; some clients check this before a delete.</summary>
    public static Task VersioningAsync(S3Request request) =>
        S3Xml.WriteAsync(request.Context, "VersioningConfiguration", _ => { });

    public static Task ListAsync(S3Request request, ObjectStore store, AwsCaller caller) =>
        S3Xml.WriteAsync(request.Context, "ListAllMyBucketsResult", xml =>
        {
            xml.WriteStartElement("Owner");
            xml.WriteElementString("ID", caller.AccountId);
            xml.WriteEndElement();
            xml.WriteStartElement("Buckets");
            foreach (var bucket in store.Buckets)
            {
                xml.WriteStartElement("Bucket");
                xml.WriteElementString("Name", bucket.Record.Name);
                xml.WriteElementString("CreationDate", Timestamp(bucket.Record.Created));
                xml.WriteElementString("BucketRegion", bucket.Record.Region);
                xml.WriteEndElement();
            }

            xml.WriteEndElement();
        });

    /// <summary>S3's rules for general purpose buckets.</summary>
    public static bool IsName(string name) =>
        NamePattern().IsMatch(name) && !name.Contains("..", StringComparison.Ordinal) && !IPAddress.TryParse(name, out _);

    public static string Timestamp(DateTimeOffset time) =>
        time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);

    private static AwsException InvalidName(string name) => new(400, "InvalidBucketName", "The specified bucket is not valid.")
    {
        Details = new Dictionary<string, string> { ["BucketName"] = name },
    };

    [GeneratedRegex("^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$")]
    private static partial Regex NamePattern();
}
