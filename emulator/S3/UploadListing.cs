using System.Xml;
using Onair.Emulator.Auth;
using Onair.Emulator.S3.Storage;

namespace Onair.Emulator.S3;

/// <summary>ListMultipartUploads.</summary>
internal static class UploadListing
{
    private const int MostUploads = 1000;

    public static Task ListAsync(S3Request request, Bucket bucket)
    {
        var (prefix, delimiter) = (request.Parameter("prefix") ?? "", request.Parameter("delimiter") ?? "");
        var most = Math.Min(request.Number("max-uploads", 1, int.MaxValue) ?? MostUploads, MostUploads);
        var (keyMarker, idMarker) = (request.Parameter("key-marker") ?? "", request.Parameter("upload-id-marker") ?? "");
        var matching = bucket.Uploads.Values.Select(u => u.Record)
            .Where(u => u.Key.StartsWith(prefix, StringComparison.Ordinal))
            .ToLookup(u => delimiter.Length > 0 && u.Key.IndexOf(delimiter, prefix.Length, StringComparison.Ordinal) is >= 0 and var end
                ? u.Key[..(end + delimiter.Length)]
                : null);
        var uploads = matching[null]
            .OrderBy(u => u.Key, KeyOrder.Instance).ThenBy(u => u.Initiated).ThenBy(u => u.Id, StringComparer.Ordinal)
            .ToList();
        var begin = keyMarker.Length == 0 ? 0 : uploads.FindIndex(u => u.Key == keyMarker && u.Id == idMarker) is >= 0 and var marked
            ? marked + 1
            : uploads.Count(u => KeyOrder.Instance.Compare(u.Key, keyMarker) <= 0);
        var page = uploads.Skip(begin).Take(most).ToArray();
        var truncated = begin + page.Length < uploads.Count;
        var url = request.Parameter("encoding-type") == "url";
        string Text(string text) => url ? RawUrl.Encode(text, keepSlash: true) : text;

        return S3Xml.WriteAsync(request.Context, "ListMultipartUploadsResult", xml =>
        {
            xml.WriteElementString("Bucket", bucket.Record.Name);
            xml.WriteElementString("KeyMarker", Text(keyMarker));
            xml.WriteElementString("UploadIdMarker", idMarker);
            if (truncated)
            {
                xml.WriteElementString("NextKeyMarker", Text(page[^1].Key));
                xml.WriteElementString("NextUploadIdMarker", page[^1].Id);
            }

            xml.WriteElementString("Prefix", Text(prefix));
            if (delimiter.Length > 0) xml.WriteElementString("Delimiter", Text(delimiter));
            if (url) xml.WriteElementString("EncodingType", "url");
            xml.WriteElementString("MaxUploads", XmlConvert.ToString(most));
            xml.WriteElementString("IsTruncated", XmlConvert.ToString(truncated));
            foreach (var upload in page)
            {
                xml.WriteStartElement("Upload");
                xml.WriteElementString("Key", Text(upload.Key));
                xml.WriteElementString("UploadId", upload.Id);
                xml.WriteElementString("StorageClass", "STANDARD");
                xml.WriteElementString("Initiated", BucketOperations.Timestamp(upload.Initiated));
                xml.WriteEndElement();
            }

            foreach (var common in matching.Where(g => g.Key is not null).Select(g => g.Key!).Order(KeyOrder.Instance))
            {
                xml.WriteStartElement("CommonPrefixes");
                xml.WriteElementString("Prefix", Text(common));
                xml.WriteEndElement();
            }
        });
    }
}
