using Onair.Emulator.S3.Storage;

namespace Onair.Emulator.S3;

/// <summary>DeleteObjects: up to a thousand keys in one request.</summary>
internal static class DeleteOperations
{
    private const int MostKeys = 1000;

    public static async Task DeleteAsync(S3Request request, Bucket bucket)
    {
        if (request.Header("Content-MD5") is null && PayloadChecks.Of(request.Context.Request).Algorithm is null)
            throw S3Errors.InvalidRequest("Missing required header for this request: Content-MD5 OR x-amz-checksum-*");
        var body = await S3Xml.ReadAsync(request.Context, "Delete");
        var keys = body.Children("Object").Select(o => o.Text("Key")).ToArray();
        if (keys.Length is 0 or > MostKeys || keys.Any(string.IsNullOrEmpty)) throw S3Errors.MalformedXml();
        var quiet = body.Text("Quiet") is "true" or "1";

        foreach (var key in keys) bucket.Remove(key!);
        await S3Xml.WriteAsync(request.Context, "DeleteResult", xml =>
        {
            if (quiet) return;
            foreach (var key in keys)
            {
                xml.WriteStartElement("Deleted");
                xml.WriteElementString("Key", key);
                xml.WriteEndElement();
            }
        });
    }
}
