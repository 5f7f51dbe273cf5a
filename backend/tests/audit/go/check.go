// Checks what our log issues with Go's own sumdb/note and sumdb/tlog, which know nothing of us.
//
// Reads one JSON object from standard input and prints one: what held, by name.
package main

import (
	"encoding/base64"
	"encoding/json"
	"os"
	"strconv"
	"strings"

	"golang.org/x/mod/sumdb/note"
	"golang.org/x/mod/sumdb/tlog"
)

type proof struct {
	Index  int64    `json:"index"`
	Leaf   string   `json:"leaf"`
	Path   []string `json:"path"`
	Size1  int64    `json:"size1"`
	Root1  string   `json:"root1"`
	Size2  int64    `json:"size2"`
	Root2  string   `json:"root2"`
	Checks string   `json:"checks"`
}

type input struct {
	Vkey        string   `json:"vkey"`
	Checkpoints []string `json:"checkpoints"`
	Proofs      []proof  `json:"proofs"`
}

type output struct {
	Sizes  []int64  `json:"sizes"`
	Roots  []string `json:"roots"`
	Proofs []string `json:"proofs"`
}

func hash(text string) tlog.Hash {
	data, err := base64.StdEncoding.DecodeString(text)
	if err != nil || len(data) != tlog.HashSize {
		panic("not a hash: " + text)
	}
	var h tlog.Hash
	copy(h[:], data)
	return h
}

func hashes(texts []string) []tlog.Hash {
	found := []tlog.Hash{}
	for _, text := range texts {
		found = append(found, hash(text))
	}
	return found
}

func said(err error) string {
	if err != nil {
		return err.Error()
	}
	return "ok"
}

func main() {
	var in input
	if err := json.NewDecoder(os.Stdin).Decode(&in); err != nil {
		panic(err)
	}
	verifier, err := note.NewVerifier(in.Vkey)
	if err != nil {
		panic(err)
	}
	out := output{Sizes: []int64{}, Roots: []string{}, Proofs: []string{}}
	for _, text := range in.Checkpoints {
		opened, err := note.Open([]byte(text), note.VerifierList(verifier))
		if err != nil {
			out.Sizes = append(out.Sizes, -1)
			out.Roots = append(out.Roots, err.Error())
			continue
		}
		lines := strings.Split(opened.Text, "\n")
		size, _ := strconv.ParseInt(lines[1], 10, 64)
		out.Sizes = append(out.Sizes, size)
		out.Roots = append(out.Roots, hash(lines[2]).String())
	}
	for _, p := range in.Proofs {
		if p.Checks == "record" {
			leaf, err := base64.StdEncoding.DecodeString(p.Leaf)
			if err != nil {
				panic(err)
			}
			err = tlog.CheckRecord(hashes(p.Path), p.Size2, hash(p.Root2), p.Index, tlog.RecordHash(leaf))
			out.Proofs = append(out.Proofs, said(err))
		} else {
			err = tlog.CheckTree(hashes(p.Path), p.Size2, hash(p.Root2), p.Size1, hash(p.Root1))
			out.Proofs = append(out.Proofs, said(err))
		}
	}
	if err := json.NewEncoder(os.Stdout).Encode(out); err != nil {
		panic(err)
	}
}
